package io.drover.definition;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** A first look at a file: is it well-formed, what is its root element, and is it a job as Dynamicweb saves it? */
final class RootProbe extends DefaultHandler {
    /** Children of a Dynamicweb job's root that Drover's job does not have, in lower case: their case varies. */
    private static final Set<String> DYNAMICWEB_CHILDREN =
            Set.of("name", "mappings", "astransaction", "createmappingatruntime", "notificationsettings");

    private static final Set<String> PROVIDERS = Set.of("source", "destination");

    private Locator locator;
    private int depth;
    private String root = "";
    private int line;
    private boolean named;
    private boolean dynamicweb;

    private RootProbe() {}

    static RootProbe of(XMLReader reader, InputSource source) throws IOException, SAXException {
        RootProbe probe = new RootProbe();
        reader.setContentHandler(probe);
        reader.setErrorHandler(probe);
        reader.parse(source);
        return probe;
    }

    String root() {
        return root;
    }

    /** The root element's line. */
    int line() {
        return line;
    }

    boolean isDynamicwebJob() {
        return root.equals(Kind.JOB.root) && !named && dynamicweb;
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        this.locator = documentLocator;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        String name = qName.toLowerCase(Locale.ROOT);
        if (depth == 0) {
            root = qName;
            line = locator.getLineNumber();
            named = attributes.getIndex("name") >= 0;
        } else if (depth == 1) {
            dynamicweb |= DYNAMICWEB_CHILDREN.contains(name)
                    || (PROVIDERS.contains(name) && attributes.getIndex("type") >= 0);
        }
        depth++;
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        depth--;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
        throw e;
    }
}
