package io.drover.provider.xml.parser;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.drover.provider.DeliveryException;
import io.drover.provider.file.DecodingReader;
import io.drover.provider.file.StrictUtf8Input;
import io.drover.provider.format.DeliveryFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * A pull parser for documents that come from elsewhere: it knows no DTD and no entities, opens nothing but the file, decodes
 * strictly, holds the limits below and {@link ElementLimits}, and says what is wrong in words for the user. Comments and processing instructions are
 * left out.
 */
public final class XmlStream implements XmlEvents {
    /** Characters of one text. */
    public static final int MAX_TEXT = 10 * 1024 * 1024;
    /** Bytes of one tag with its attributes, and of the white space between tags. */
    public static final int MAX_MARKUP = 128 * 1024;

    private static final int BUFFER = 128 * 1024;
    /** UTF-8 and UTF-16 take at most three bytes for a char. */
    private static final long MAX_TEXT_BYTES = 3L * MAX_TEXT;

    private final BoundedInput input;
    private final XmlFaults faults;
    private final XMLStreamReader2 reader;
    private final ElementLimits limits = new ElementLimits();
    private int depth;
    private boolean inProlog = true;

    private XmlStream(DeliveryFile file, InputStream in, String expected) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, Encoding.HEAD);
        byte[] head = start.readNBytes(Encoding.HEAD);
        if (head.length == 0) {
            throw new DeliveryException("the file is empty", 0, 0, false);
        }
        Encoding encoding = Encoding.detect(head);
        String text = new String(head, encoding.bomLength(), head.length - encoding.bomLength(), encoding.charset());
        faults = new XmlFaults(file, encoding.charset(), text, expected);
        if ("<?xml ".startsWith(text)) { // too short for the parser to know what it is
            throw faults.endsBeforeRoot(null);
        }
        encoding.hideDeclaration(head);
        start.unread(head, encoding.bomLength(), head.length - encoding.bomLength());
        input = new BoundedInput(start);
        input.allow(MAX_MARKUP);
        try {
            reader = (XMLStreamReader2) reader(encoding);
        } catch (XMLStreamException e) {
            throw faults.of(e, true, null);
        }
    }

    /**
     * Opens a document and stands at its root element.
     *
     * @param root local name of the root, in any case
     * @throws DeliveryException when the file is empty or something else; what it says is quoted, as the answer of a remote
     *     system that failed
     */
    public static XmlStream openAt(DeliveryFile file, String root) throws IOException {
        InputStream in = new BufferedInputStream(file.open(), BUFFER);
        try {
            XmlStream xml = new XmlStream(file, in, root);
            xml.next();
            if (!xml.name().equalsIgnoreCase(root)) {
                throw xml.faults.notExpected(xml.reader.getLocation(), "<" + xml.name() + ">");
            }
            return xml;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Opens a document of any root and stands at it.
     *
     * @param expected what to call the root in the message about something that is no XML
     */
    public static XmlStream openAtAny(DeliveryFile file, String expected) throws IOException {
        InputStream in = new BufferedInputStream(file.open(), BUFFER);
        try {
            XmlStream xml = new XmlStream(file, in, expected);
            xml.next();
            return xml;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private XMLStreamReader reader(Encoding encoding) throws XMLStreamException {
        InputFactoryImpl factory = new InputFactoryImpl(); // of its own: it keeps every name it has ever seen
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return encoding.isUtf8()
                ? factory.createXMLStreamReader(new StrictUtf8Input(input, encoding.bomLength()))
                : factory.createXMLStreamReader(new DecodingReader(input, encoding.charset(), encoding.bomLength()));
    }

    @Override
    public int next() throws IOException {
        try {
            while (true) {
                input.allow(MAX_MARKUP);
                int event = reader.next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        inProlog = false;
                        depth++;
                        String exceeded = limits.exceeded(reader, depth);
                        if (exceeded != null) {
                            throw fault(exceeded);
                        }
                        return event;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return event;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.END_DOCUMENT -> {
                        return event;
                    }
                    case XMLStreamConstants.COMMENT -> dropText();
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                    case XMLStreamConstants.DTD -> throw doctype();
                    default -> throw fault("unexpected XML event " + event);
                }
            }
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    @Override
    public String name() {
        return reader.getLocalName();
    }

    @Override
    public int attributeCount() {
        return reader.getAttributeCount();
    }

    @Override
    public String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    @Override
    public String attribute(int index) {
        return reader.getAttributeValue(index);
    }

    @Override
    public String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    @Override
    public void attribute(int index, ColumnName decoder) throws IOException {
        try {
            reader.getAttributeAs(index, decoder);
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    @Override
    public String text() throws IOException {
        input.allow(MAX_TEXT_BYTES);
        try {
            return reader.getText();
        } catch (UncheckedStreamException e) {
            throw fault((XMLStreamException) e.getCause());
        }
    }

    @Override
    public void dropText() throws IOException {
        input.allow(MAX_TEXT_BYTES);
        try {
            reader.getTextLength();
        } catch (UncheckedStreamException e) {
            throw fault((XMLStreamException) e.getCause());
        }
    }

    @Override
    public String onlyText() {
        return null;
    }

    @Override
    public void skipElement() throws IOException {
        int inside = depth;
        while (depth >= inside) {
            int event = next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                dropText();
            }
        }
    }

    @Override
    public int line() {
        return reader.getLocation().getLineNumber();
    }

    @Override
    public DeliveryException fault(String message) {
        return XmlFaults.at(reader.getLocation(), message);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private IOException fault(XMLStreamException e) throws IOException {
        return faults.of(e, inProlog, reader.getLocationInfo().getCurrentLocation());
    }

    private DeliveryException doctype() throws IOException {
        return "html".equalsIgnoreCase(reader.getPrefixedName())
                ? faults.notExpected(reader.getLocation(), "an HTML page")
                : fault("a DOCTYPE is not allowed, for safety; remove it and write entities as characters");
    }
}
