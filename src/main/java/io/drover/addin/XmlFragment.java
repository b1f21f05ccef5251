package io.drover.addin;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.events.XMLEvent;

/** XML documents as text, without their declaration, so that they can stand in others. A document with a DTD is an error. */
public final class XmlFragment {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARES_UTF_16 =
            Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*['\"]utf-?16", Pattern.CASE_INSENSITIVE);

    /** Bytes in which a declaration ends. */
    private static final int HEAD = 256;

    private XmlFragment() {}

    /**
     * Copies a document in a stream.
     *
     * @param withRoot whether the root element comes too, or only what is in it
     * @throws IOException also when it is not well-formed
     */
    public static void copy(InputStream document, Writer out, boolean withRoot) throws IOException {
        try {
            copy(inputs().createXMLEventReader(document), out, withRoot);
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    /**
     * The text of a document that was answered.
     *
     * @param contentType the charset that it names counts; else the document's own declaration, unless that says UTF-16 where
     *     there are other bytes, as strings do that were stored as UTF-8 later. May be null
     * @throws IOException when it is not well-formed; the message is for the user
     */
    public static String of(byte[] document, String contentType) throws IOException {
        StringWriter text = new StringWriter(document.length);
        Charset charset = charset(document, contentType == null ? "" : contentType);
        InputStream in = new ByteArrayInputStream(document);
        try {
            copy(
                    charset == null
                            ? inputs().createXMLEventReader(in)
                            : inputs().createXMLEventReader(new InputStreamReader(in, charset)),
                    text,
                    true);
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
        return text.toString();
    }

    /** Reads a text that {@link #of} gave. */
    public static XMLStreamReader reader(String text) throws XMLStreamException {
        return inputs().createXMLStreamReader(new StringReader(text));
    }

    private static Charset charset(byte[] document, String contentType) {
        if (document.length >= 2 && (document[0] == 0 || document[1] == 0 || (document[0] & 0xFE) == 0xFE)) {
            return null; // of UTF-16, which the parser sees
        }
        Matcher named = CHARSET.matcher(contentType);
        if (named.find() && !named.group(1).equalsIgnoreCase("utf-8")) {
            try {
                return Charset.forName(named.group(1));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return null;
            }
        }
        String head = new String(document, 0, Math.min(HEAD, document.length), StandardCharsets.ISO_8859_1);
        return DECLARES_UTF_16.matcher(head).find() ? StandardCharsets.UTF_8 : null;
    }

    private static void copy(XMLEventReader events, Writer out, boolean withRoot)
            throws XMLStreamException, IOException {
        XMLEventWriter copy = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(out);
        int depth = 0;
        while (events.hasNext()) {
            XMLEvent event = events.nextEvent();
            if (event.getEventType() == XMLEvent.DTD) {
                throw new IOException("it has a DOCTYPE");
            }
            depth -= event.isEndElement() ? 1 : 0;
            boolean root = depth == 0 && (event.isStartElement() || event.isEndElement());
            if (root ? withRoot : depth > 0) {
                copy.add(event);
            }
            depth += event.isStartElement() ? 1 : 0;
        }
        copy.flush();
    }

    private static XMLInputFactory inputs() {
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static IOException notXml(XMLStreamException e) {
        String reason = String.valueOf(e.getMessage()).replaceFirst("(?s)\\n at \\[row,col.*", "");
        return new IOException("it is not well-formed XML: " + reason.replaceAll("\\s+", " "), e);
    }
}
