package io.drover.connection.envelope;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.drover.connection.Excerpt;
import io.drover.connection.WebServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * The text in a SOAP answer, piece by piece: Envelope, Body, the operation's element, the element with the text. The parser is
 * fed with a few bytes at a time, so that it never has the whole text.
 */
final class SoapText extends Reader {
    private static final int ENVELOPE = 1;
    private static final int BODY = 2;
    private static final int OPERATION = 3;
    private static final int ANSWER = 4;
    private static final int MOST_FAULT = 2000;

    private final InputStream in;
    private final String element;
    private final byte[] bytes = new byte[8192];
    private final AsyncXMLStreamReader<AsyncByteArrayFeeder> xml;
    private final StringBuilder fault = new StringBuilder();
    private String piece = "";
    private int position;
    private int depth;
    private boolean inBody;
    private boolean inFault;
    private boolean inAnswer;
    private boolean found;
    private boolean ended;

    /** The web service answered with a SOAP fault. */
    static final class FaultException extends IOException {
        private static final long serialVersionUID = 1L;

        FaultException(String message) {
            super(message);
        }
    }

    /**
     * @param utf8 the answer, without an XML declaration
     * @param element local name of the element with the text; null: the first one in the operation's element
     */
    SoapText(InputStream utf8, String element) {
        this.in = utf8;
        this.element = element;
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        this.xml = factory.createAsyncForByteArray();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (position == piece.length()) {
            if (ended) {
                return -1;
            }
            advance();
        }
        int n = Math.min(length, piece.length() - position);
        piece.getChars(position, position + n, buffer, offset);
        position += n;
        return n;
    }

    private void advance() throws IOException {
        try {
            switch (xml.next()) {
                case AsyncXMLStreamReader.EVENT_INCOMPLETE -> feed();
                case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text();
                case XMLStreamConstants.DTD -> throw unusable("a DOCTYPE where a SOAP envelope should be");
                case XMLStreamConstants.END_DOCUMENT -> endDocument();
                default -> {}
            }
        } catch (XMLStreamException e) {
            throw WebServiceException.unusable(
                    "the answer is no SOAP envelope, or was cut off: "
                            + String.valueOf(e.getMessage()).replaceFirst("(?s)\\n at \\[row,col.*", ""),
                    e);
        }
    }

    private void feed() throws IOException, XMLStreamException {
        int n = in.read(bytes, 0, bytes.length);
        if (n < 0) {
            if (depth > 0 || !found) {
                throw unusable(depth > 0 ? "it was cut off" : "it is empty");
            }
            xml.getInputFeeder().endOfInput();
            ended = true;
        } else {
            xml.getInputFeeder().feedInput(bytes, 0, n);
        }
    }

    private void start(String name) throws IOException {
        depth++;
        if (inAnswer) {
            throw unusable("<" + name + "> in the element that should hold a text");
        }
        if (depth == ENVELOPE && !name.equals("Envelope")) {
            throw unusable("<" + name + "> where <Envelope> should be");
        } else if (depth == BODY) {
            inBody = name.equals("Body");
        } else if (depth == OPERATION) {
            inFault = inBody && name.equals("Fault");
        } else if (depth == ANSWER && inBody && !inFault && !found && (element == null || name.equals(element))) {
            inAnswer = true;
            found = true;
        }
    }

    private void end() throws IOException {
        if (depth == ANSWER) {
            inAnswer = false;
        } else if (depth == OPERATION && inFault) {
            throw new FaultException("SOAP fault" + Excerpt.of(fault.toString().replaceAll("\\s+", " ")));
        } else if (depth == BODY && inBody && !found) {
            throw unusable("no element" + (element == null ? "" : " <" + element + ">") + " with a text in its Body");
        }
        depth--;
    }

    private void text() throws XMLStreamException {
        if (inAnswer) {
            piece = xml.getText();
            position = 0;
        } else if (inFault && fault.length() < MOST_FAULT) {
            fault.append(xml.getText()).append(' ');
        }
    }

    private void endDocument() {
        ended = true;
    }

    private static WebServiceException unusable(String what) {
        return WebServiceException.unusable("the answer is no SOAP envelope with a text: " + what, null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
