package io.drover.provider.xml;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.drover.provider.DeliveryException;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.typed.TypedValueDecoder;

/**
 * A pull parser for documents that come from elsewhere: it knows no DTD and no entities, opens nothing but the file, decodes
 * strictly, holds the limits below, and says what is wrong in words for the user. Comments and processing instructions are
 * left out.
 */
final class XmlStream implements Closeable {
    /** Elements in each other. */
    static final int MAX_DEPTH = 200;
    /** Characters of one text. */
    static final int MAX_TEXT = 10 * 1024 * 1024;
    /** Bytes of one tag with its attributes, and of the white space between tags. */
    static final int MAX_MARKUP = 1024 * 1024;
    /** Attributes of one element. */
    static final int MAX_ATTRIBUTES = 1000;

    private static final int BUFFER = 128 * 1024;
    /** UTF-8 and UTF-16 take at most three bytes for a char. */
    private static final long MAX_TEXT_BYTES = 3L * MAX_TEXT;

    private final Path file;
    private final String expected;
    private final Encoding encoding;
    private final BoundedInput input;
    private XMLStreamReader2 reader;
    private int depth;
    private boolean inProlog = true;

    private XmlStream(Path file, String expected, InputStream in) throws IOException {
        this.file = file;
        this.expected = expected;
        PushbackInputStream start = new PushbackInputStream(in, Encoding.HEAD);
        byte[] head = start.readNBytes(Encoding.HEAD);
        if (head.length == 0) {
            throw new DeliveryException("the file is empty", 0, 0, false);
        }
        encoding = Encoding.detect(head);
        // Spaces instead of a declaration that lies: the parser would believe it, and lines and columns stay right.
        int blankTo = encoding.bomLength() + encoding.declarationLength();
        for (int i = encoding.bomLength(); i < blankTo; i++) {
            head[i] = head[i] == '\n' || head[i] == '\r' ? head[i] : (byte) ' ';
        }
        start.unread(head, encoding.bomLength(), head.length - encoding.bomLength());
        input = new BoundedInput(start);
    }

    /**
     * Opens a document and stands at its root element.
     *
     * @param root local name of the root, in any case
     * @throws DeliveryException when the file is empty or something else; what it says is quoted, as the answer of a remote
     *     system that failed
     */
    @SuppressWarnings("MustBeClosedChecker")
    static XmlStream openAt(Path file, String root) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            XmlStream xml = new XmlStream(file, root, in);
            xml.enterRoot();
            return xml;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void enterRoot() throws IOException {
        // A factory of its own, because it keeps every name it has ever seen.
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        input.allow(MAX_MARKUP);
        try {
            reader = (XMLStreamReader2)
                    (encoding.isUtf8()
                            ? factory.createXMLStreamReader(input)
                            : factory.createXMLStreamReader(
                                    new DecodingReader(input, encoding.charset(), encoding.bomLength())));
        } catch (XMLStreamException e) {
            throw fault(e);
        }
        next();
        if (!name().equalsIgnoreCase(expected)) {
            throw fault("expected <" + expected + ">, found <" + name() + ">" + Excerpt.of(file, encoding.charset()));
        }
    }

    /** The next start, end, text or end of the document, as one of {@link XMLStreamConstants}. */
    int next() throws IOException {
        try {
            while (true) {
                input.allow(MAX_MARKUP);
                int event = reader.next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        inProlog = false;
                        if (++depth > MAX_DEPTH) {
                            throw fault("more than " + MAX_DEPTH + " elements in each other");
                        }
                        if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
                            throw fault("more than " + MAX_ATTRIBUTES + " attributes in one element");
                        }
                        return event;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return event;
                    }
                    case XMLStreamConstants.COMMENT -> dropText();
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                    case XMLStreamConstants.DTD -> throw doctype();
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw fault("the entity &" + reader.getLocalName()
                                + "; is not defined; write the character itself, or & as &amp;");
                    default -> {
                        return event;
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Local name of the element whose start or end was met. */
    String name() {
        return reader.getLocalName();
    }

    int attributeCount() {
        return reader.getAttributeCount();
    }

    String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    String attribute(int index) {
        return reader.getAttributeValue(index);
    }

    /** The value of the attribute of that name without a namespace, or null. */
    String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    /** Hands an attribute's value over as characters, without the spaces around it; saves making a string. */
    void attribute(int index, TypedValueDecoder decoder) throws IOException {
        try {
            reader.getAttributeAs(index, decoder);
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** The text that was met. */
    String text() throws IOException {
        input.allow(MAX_TEXT_BYTES);
        try {
            return reader.getText();
        } catch (UncheckedStreamException e) {
            throw fault((XMLStreamException) e.getCause());
        }
    }

    /** Reads the text that was met to its end and forgets it. */
    void dropText() throws IOException {
        input.allow(MAX_TEXT_BYTES);
        try {
            reader.getTextLength();
        } catch (UncheckedStreamException e) {
            throw fault((XMLStreamException) e.getCause());
        }
    }

    /** From the start of an element to its end. */
    void skipElement() throws IOException {
        int inside = depth;
        while (depth >= inside) {
            if (next() == XMLStreamConstants.CHARACTERS) {
                dropText();
            }
        }
    }

    /** The line on which what was met starts. */
    int line() {
        return reader.getLocation().getLineNumber();
    }

    /** A fault at the start of what was met. */
    DeliveryException fault(String message) {
        return fault(message, reader.getLocation());
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private DeliveryException doctype() throws IOException {
        String root = reader.getPrefixedName();
        if ("html".equalsIgnoreCase(root)) {
            return fault("expected <" + expected + ">, found an HTML page" + Excerpt.of(file, encoding.charset()));
        }
        return fault("a DOCTYPE is not allowed, for safety; remove it and write entities as characters");
    }

    private IOException fault(XMLStreamException e) throws IOException {
        if (e.getCause() instanceof DeliveryException cause) {
            Location at = reader == null ? null : reader.getLocationInfo().getCurrentLocation();
            return new DeliveryException(
                    cause.getMessage(),
                    at == null ? 1 : at.getLineNumber(),
                    at == null ? 1 : at.getColumnNumber(),
                    cause.truncated());
        }
        if (e.getCause() instanceof IOException cause && !(cause instanceof CharConversionException)) {
            return cause;
        }
        String reason = reason(e);
        Location at = e.getLocation();
        if (reason.toLowerCase(Locale.ROOT).contains("end-of-input")) {
            String missing = inProlog ? "before <" + expected + ">" : "before </" + expected + ">";
            String message = "the file ends " + missing + ": it was cut off or is still being written";
            return new DeliveryException(
                    message, at == null ? 1 : at.getLineNumber(), at == null ? 1 : at.getColumnNumber(), true);
        }
        if (inProlog) {
            reason = "expected <" + expected + ">, found something that is not XML"
                    + Excerpt.of(file, encoding.charset()) + " (" + reason + ")";
        } else if (reason.contains("UTF-8")) {
            reason = "byte " + (at == null ? "?" : at.getCharacterOffset()) + " of the file is not valid UTF-8 ("
                    + reason + "); declare the encoding that the file has, or save it as UTF-8";
        }
        return fault(reason, at);
    }

    private static DeliveryException fault(String message, Location at) {
        return new DeliveryException(
                message, at == null ? 1 : at.getLineNumber(), at == null ? 1 : at.getColumnNumber(), false);
    }

    /** What the parser says, without the place that it adds on a line of its own. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int place = message.indexOf("\n at [row,col");
        return place < 0 ? message : message.substring(0, place);
    }
}
