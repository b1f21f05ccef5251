package io.drover.provider.file;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.drover.provider.DeliveryException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.io.input.ProxyInputStream;

/**
 * A pull parser for the XML parts of containers (workbooks, data packages) that come from elsewhere: it knows no DTD and no
 * entities, opens nothing, and holds the limits below. UTF-8 and UTF-16, whatever the declaration says.
 */
public final class ContainerXml implements Closeable {
    /** Bytes of one tag or one text. */
    static final int MAX_TOKEN = 16 * 1024 * 1024;
    /** Elements in each other. */
    static final int MAX_DEPTH = 200;
    /** Attributes of one element. */
    static final int MAX_ATTRIBUTES = 1000;
    /** Different names: the parser remembers each, and very many make it slow. */
    static final int MAX_NAMES = 10_000;
    /** Characters of a name. */
    static final int MAX_NAME = 1_000;

    /** Bytes in which a declaration ends. */
    private static final int HEAD = 256;
    /** In a document whose bytes are not of UTF-16: a string that was stored as UTF-8 later. */
    private static final Pattern DECLARES_UTF_16 =
            Pattern.compile("^[^<]{0,3}<\\?xml[^>]*encoding\\s*=\\s*['\"]utf-?16", Pattern.CASE_INSENSITIVE);

    private final String part;
    private final TokenInput input;
    private final XMLStreamReader xml;
    private final Set<String> names = new HashSet<>();
    private int depth;

    /** The bytes of a part, so many and no more for each piece of it. */
    private static final class TokenInput extends ProxyInputStream {
        private long left = MAX_TOKEN;

        private TokenInput(InputStream in) {
            super(in);
        }

        @Override
        protected void afterRead(int n) throws IOException {
            left -= n;
            if (left < 0) {
                throw new DeliveryException(
                        "a tag or text has more than " + MAX_TOKEN / 1024 / 1024 + " MB", 0, 0, false);
            }
        }
    }

    /**
     * Opens a part.
     *
     * @param in its bytes; closed with this
     * @param part what it is, for messages
     */
    public ContainerXml(InputStream in, String part) throws IOException {
        this.part = part;
        PushbackInputStream start = new PushbackInputStream(in, HEAD);
        byte[] head = start.readNBytes(HEAD);
        start.unread(head);
        Charset charset = charset(head);
        input = new TokenInput(start);
        InputFactoryImpl factory = new InputFactoryImpl(); // of its own: it keeps every name it has ever seen
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            xml = charset == null
                    ? factory.createXMLStreamReader(input)
                    : factory.createXMLStreamReader(new InputStreamReader(input, charset.newDecoder()));
        } catch (XMLStreamException e) {
            input.close();
            throw fault(e);
        }
    }

    /** The encoding that the bytes show where the parser would go by the declaration, or null. */
    private static Charset charset(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00FF\u00FE") || start.startsWith("\u00FE\u00FF")) {
            return StandardCharsets.UTF_16;
        }
        if (start.startsWith("<\0")) {
            return StandardCharsets.UTF_16LE;
        }
        if (start.startsWith("\0<")) {
            return StandardCharsets.UTF_16BE;
        }
        return DECLARES_UTF_16.matcher(start).find() ? StandardCharsets.UTF_8 : null;
    }

    /** Moves to the root element and gives its local name. */
    public String root() throws IOException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // white space
        }
        return name();
    }

    /** The next start, end, text or end of the document, as one of {@link XMLStreamConstants}. */
    public int next() throws IOException {
        try {
            while (true) {
                input.left = MAX_TOKEN;
                int event = xml.next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        checkLimits();
                        return event;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return event;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.END_DOCUMENT -> {
                        return event;
                    }
                    case XMLStreamConstants.DTD -> throw fault("has a DOCTYPE, which is not allowed, for safety");
                    default -> {} // comments, processing instructions, white space
                }
            }
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    private void checkLimits() throws DeliveryException {
        int attributes = xml.getAttributeCount();
        boolean known = isKnown(xml.getLocalName());
        for (int i = 0; i < attributes; i++) {
            known &= isKnown(xml.getAttributeLocalName(i));
        }
        if (depth > MAX_DEPTH || attributes > MAX_ATTRIBUTES || (!known && names.size() > MAX_NAMES)) {
            throw fault("is beyond the limits: " + MAX_DEPTH + " elements in each other, " + MAX_ATTRIBUTES
                    + " attributes in one element, " + MAX_NAMES + " different names");
        }
    }

    private boolean isKnown(String name) throws DeliveryException {
        if (name.length() > MAX_NAME) {
            throw fault("has a name of more than " + MAX_NAME + " characters");
        }
        return !names.add(name);
    }

    /** Local name of the element whose start or end was met. */
    public String name() {
        return xml.getLocalName();
    }

    /** The value of the attribute of that local name, in whatever namespace, or null. */
    public String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** From the start of an element to its end: its text, without that of elements in it. */
    public String text() throws IOException {
        String first = "";
        StringBuilder more = null;
        int inside = depth;
        while (depth >= inside) {
            int event = next();
            if (depth == inside && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
                String piece = piece();
                if (first.isEmpty()) {
                    first = piece;
                } else {
                    more = more == null ? new StringBuilder(first) : more;
                    more.append(piece);
                    checkLength(more);
                }
            }
        }
        return more == null ? first : more.toString();
    }

    private void checkLength(StringBuilder text) throws DeliveryException {
        if (text.length() > MAX_TOKEN) {
            throw fault("has a text of more than " + MAX_TOKEN / 1024 / 1024 + " million characters");
        }
    }

    private String piece() throws IOException {
        try {
            return xml.getText();
        } catch (UncheckedStreamException e) {
            throw fault((XMLStreamException) e.getCause());
        }
    }

    /** From the start of an element to its end. */
    public void skip() throws IOException {
        int inside = depth;
        while (depth >= inside) {
            next();
        }
    }

    /** Moves to the start of the next child of the open element, and gives its name; null when the element ends. */
    public String child() throws IOException {
        for (int event = next(); ; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                return name();
            }
            if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
                return null;
            }
        }
    }

    /** A fault of the part. */
    public DeliveryException fault(String message) {
        return new DeliveryException(part + " " + message, 0, 0, false);
    }

    private IOException fault(XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io instanceof DeliveryException
                        ? fault("cannot be read: " + io.getMessage())
                        : new IOException(part + " cannot be read: " + io.getMessage(), io);
            }
        }
        String[] lines = String.valueOf(e.getMessage()).split("\\R", 2);
        return fault("is not well-formed XML: " + lines[0]
                + (e.getLocation() == null
                        ? ""
                        : " (line " + e.getLocation().getLineNumber() + ", column "
                                + e.getLocation().getColumnNumber() + ")"));
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
