package io.drover.definition;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Validates what passes through it and says what is wrong in plain sentences.
 *
 * <p>The validator's own texts follow the JVM's language, so only their {@code cvc-} codes and the names they quote are
 * used; what is allowed comes from the {@link SchemaOutline}.
 */
final class SchemaCheck extends XMLFilterImpl {
    private static final Pattern CODE = Pattern.compile("^(cvc-[A-Za-z0-9.-]+)[^:]*:\\s*(.*)$", Pattern.DOTALL);
    private static final Pattern EXPECTED = Pattern.compile("\\{([^}]*)}");
    private static final int SHOWN = 60;

    private final SchemaOutline outline;
    private final Problems problems;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private Attributes attributes = new AttributesImpl();
    private Locator locator;

    SchemaCheck(XMLReader reader, SchemaOutline outline, Problems problems) {
        super(reader);
        this.outline = outline;
        this.problems = problems;
    }

    /** Puts the validator behind this filter; what is valid goes on to the validator's own content handler. */
    void validateWith(ValidatorHandler validator) {
        validator.setErrorHandler(this);
        setContentHandler(validator);
    }

    /** The line being read. */
    int line() {
        return locator == null ? 0 : locator.getLineNumber();
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        this.locator = documentLocator;
        super.setDocumentLocator(documentLocator);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes atts) throws SAXException {
        open.push(qName);
        attributes = atts;
        text.setLength(0);
        super.startElement(uri, localName, qName, atts);
    }

    @Override
    public void characters(char[] ch, int start, int length) throws SAXException {
        text.append(ch, start, length);
        super.characters(ch, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        super.endElement(uri, localName, qName);
        open.pop();
    }

    @Override
    public void error(SAXParseException e) {
        Matcher code = CODE.matcher(e.getMessage());
        String sentence = code.matches() ? sentence(code.group(1), code.group(2)) : e.getMessage();
        if (!sentence.isEmpty()) {
            problems.add(e.getLineNumber(), sentence);
        }
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    /** Empty for what another error of the same fault says better. */
    private String sentence(String code, String said) {
        String element = open.peek();
        if (code.startsWith("cvc-complex-type.2.4")) {
            return isIncomplete(code) ? incomplete(element, said) : misplaced(element);
        }
        return switch (code) {
            case "cvc-complex-type.2.1" -> "<%s> must be empty: it has attributes only".formatted(element);
            case "cvc-complex-type.2.2", "cvc-type.3.1.2" -> "<%s> holds text only, no elements".formatted(element);
            case "cvc-complex-type.2.3" ->
                "text is not allowed in <%s>; allowed are %s".formatted(element, tags(outline.children(element)));
            case "cvc-complex-type.3.2.2", "cvc-type.3.1.1" -> unknownAttribute(element, said);
            case "cvc-complex-type.4" ->
                "attribute %s is missing on <%s>"
                        .formatted(
                                first(outline.attributes(element), name -> quotes(said, name))
                                        .orElse(said),
                                element);
            case "cvc-attribute.3" ->
                first(present(), name -> quotes(said, name) && quotes(said, value(name)))
                        .map(name -> "%s=\"%s\" is wrong on <%s>: %s"
                                .formatted(name, shown(value(name)), element, outline.rule(element, name)))
                        .orElse(said);
            case "cvc-type.3.1.3" ->
                "<%s>%s</%s> is wrong: %s".formatted(element, shown(text.toString()), element, outline.rule(element));
            default -> code.endsWith("-valid") || code.startsWith("cvc-datatype-valid") ? "" : said;
        };
    }

    private static boolean isIncomplete(String code) {
        return code.endsWith(".b") || code.endsWith(".i") || code.endsWith(".j");
    }

    private String incomplete(String element, String said) {
        Matcher expected = EXPECTED.matcher(said);
        List<String> needed = !expected.find()
                ? outline.children(element)
                : Arrays.stream(expected.group(1).split(",\\s*"))
                        .filter(name -> !outline.isOptional(name))
                        .toList();
        return "<%s> is incomplete: it needs %s"
                .formatted(
                        element, needed.stream().map(name -> "<" + name + ">").collect(Collectors.joining(" or ")));
    }

    private String misplaced(String element) {
        String parent = open.stream().skip(1).findFirst().orElse("");
        List<String> known = outline.children(parent);
        return known.contains(element)
                ? "<%s> is repeated or out of order in <%s>; the order is %s".formatted(element, parent, tags(known))
                : "<%s> is not allowed in <%s>; allowed are %s".formatted(element, parent, tags(known));
    }

    private String unknownAttribute(String element, String said) {
        List<String> allowed = outline.attributes(element);
        if (allowed.isEmpty()) {
            return "<%s> takes no attributes".formatted(element);
        }
        String attribute = first(present(), name -> !allowed.contains(name) && quotes(said, name))
                .orElse(said);
        return "attribute %s is not allowed on <%s>; allowed are %s"
                .formatted(attribute, element, String.join(", ", allowed));
    }

    private List<String> present() {
        return IntStream.range(0, attributes.getLength())
                .mapToObj(attributes::getQName)
                .toList();
    }

    private String value(String attribute) {
        return attributes.getValue(attribute);
    }

    private static Optional<String> first(List<String> names, Predicate<String> test) {
        return names.stream().filter(test).findFirst();
    }

    private static boolean quotes(String said, String name) {
        return said.contains("'" + name + "'");
    }

    private static String tags(List<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(name -> "<" + name + ">").collect(Collectors.joining(", "));
    }

    private static String shown(String value) {
        String stripped = value.strip();
        return stripped.length() <= SHOWN ? stripped : stripped.substring(0, SHOWN) + "…";
    }
}
