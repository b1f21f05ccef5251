package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import io.drover.addin.paging.PagingRules.Form;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The list of requests that a task has in a parameter, as XML. */
final class RequestList {
    private static final Set<String> ATTRIBUTES = new TreeSet<>(
            Set.of("answerFormat", "contentType", "expectedRoot", "job", "method", "name", "records", "url"));
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _-]{0,99}");

    private final ParameterValues parameters;
    private final List<String> jobs;
    private final Set<String> names = new HashSet<>();

    private RequestList(ParameterValues parameters, List<String> jobs) {
        this.parameters = parameters;
        this.jobs = jobs;
    }

    /**
     * Reads it.
     *
     * @param jobs of the task
     * @throws IllegalArgumentException when it is not as it must be; says which request, and what is allowed
     */
    static List<ListedRequest> of(ParameterValues parameters, List<String> jobs) {
        return new RequestList(parameters, jobs).read(parameters.raw("requests"));
    }

    private List<ListedRequest> read(String xml) {
        Element root = parse(xml);
        if (!root.getTagName().equals("requests")) {
            throw problem("its root must be <requests>, not <" + root.getTagName() + ">");
        }
        List<ListedRequest> requests = new ArrayList<>();
        for (Element element : children(root)) {
            if (!element.getTagName().equals("request")) {
                throw problem("<requests> has <request> elements only, not <" + element.getTagName() + ">");
            }
            requests.add(request(element, requests.size() + 1));
        }
        if (requests.isEmpty()) {
            throw problem("it has no <request>");
        }
        return List.copyOf(requests);
    }

    private static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setCoalescing(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // what is wrong is said by the exception, not on the console
            return builder.parse(new InputSource(new StringReader(xml.strip()))).getDocumentElement();
        } catch (SAXException e) {
            throw problem("it is no XML: " + e.getMessage());
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform reads XML from a text", e);
        }
    }

    private ListedRequest request(Element element, int number) {
        String place = "request " + number;
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String attribute = element.getAttributes().item(i).getNodeName();
            if (!ATTRIBUTES.contains(attribute)) {
                throw problem(place + " has the attribute " + attribute + "; allowed are " + ATTRIBUTES);
            }
        }
        return new ListedRequest(
                name(element, number, place),
                job(element, place),
                new RequestTemplate(url(element, place), body(element), parameters.raw("requestHeaders")),
                attribute(element, "method"),
                attribute(element, "contentType"),
                form(element, place));
    }

    private String name(Element element, int number, String place) {
        String name = attribute(element, "name");
        if (name == null) {
            name = "request-%03d".formatted(number);
        }
        if (!NAME.matcher(name).matches()) {
            throw problem(
                    place + " has the name '" + name
                            + "'; a name has up to 100 letters a to z, digits, spaces, _ and -, and begins with a letter or digit");
        }
        if (!names.add(name)) {
            throw problem(place + " has the name '" + name + "', as one before it has");
        }
        return name;
    }

    private String job(Element element, String place) {
        String job = attribute(element, "job");
        if (job == null && jobs.size() == 1) {
            return jobs.get(0);
        }
        return jobs.stream()
                .filter(each -> each.equalsIgnoreCase(job))
                .findFirst()
                .orElseThrow(() -> problem(place
                        + (job == null ? " says no job" : " is for the job '" + job + "', which is none of the task's")
                        + "; its jobs are " + String.join(", ", jobs)));
    }

    private String url(Element element, String place) {
        String url = attribute(element, "url");
        if (url == null) {
            return parameters.text("webServiceUrl");
        }
        if (!url.matches("(?i)https?://.+")) {
            throw problem(place + " has the url '" + url + "'; it must begin with http:// or https://");
        }
        return url;
    }

    private Form form(Element element, String place) {
        String format = attribute(element, "answerFormat");
        if (format != null && !format.equals("xml") && !format.equals("json")) {
            throw problem(place + " has the answerFormat '" + format + "'; allowed are xml, json");
        }
        String wanted = format == null ? parameters.text("answerFormat") : format;
        String root = element.hasAttribute("expectedRoot")
                ? element.getAttribute("expectedRoot").strip()
                : parameters.text("expectedRoot");
        String records = attribute(element, "records");
        return new Form(wanted.equalsIgnoreCase("json"), root, records == null ? "" : records, List.of());
    }

    /** The text in it, or the element in it as it is written. */
    private static String body(Element element) {
        List<Element> inside = children(element);
        if (inside.isEmpty()) {
            return element.getTextContent().strip();
        }
        StringWriter text = new StringWriter();
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            for (Element each : inside) {
                writer.transform(new DOMSource(each), new StreamResult(text));
            }
        } catch (TransformerException e) {
            throw new IllegalStateException("an element that was read can be written", e);
        }
        return text.toString();
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static String attribute(Element element, String name) {
        String value = element.getAttribute(name).strip();
        return value.isEmpty() ? null : value;
    }

    private static IllegalArgumentException problem(String what) {
        return new IllegalArgumentException("the parameter requests: " + what);
    }
}
