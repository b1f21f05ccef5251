package io.drover.definition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The JDK's parser, set up for files that anybody may have written. */
public final class XmlInput {
    /** An editor that re-saves a UTF-16 file as UTF-8 tends to leave the declaration; the bytes are right then. */
    private static final Pattern DECLARES_UTF_16 =
            Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*['\"]utf-?16", Pattern.CASE_INSENSITIVE);

    private XmlInput() {}

    /** A parser that reaches for nothing outside the file: a document type, and with it any entity, is an error. */
    static XMLReader reader() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A document as a tree, as safely. */
    public static Document document(byte[] bytes) throws IOException, SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(of(bytes));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static InputSource of(byte[] bytes) {
        InputSource source = new InputSource(new ByteArrayInputStream(bytes));
        String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
        if (DECLARES_UTF_16.matcher(start).find()) {
            source.setEncoding(StandardCharsets.UTF_8.name());
        }
        return source;
    }
}
