package io.drover.provider.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.drover.provider.DeliveryException;
import io.drover.provider.file.DecodingReader;
import io.drover.provider.file.StrictUtf8Input;
import io.drover.provider.file.TextEncoding;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.NameBudget;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/** A pull parser for documents that come from elsewhere: it decodes strictly and says what is wrong in words for the user. */
final class JsonInput implements Closeable {
    private static final int BUFFER = 64 * 1024;
    /** Bytes that tell the encoding. */
    private static final int HEAD = 4;

    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(JsonLimits.OF_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from outside
            .build();

    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Opens a file: a byte order mark decides, then the zero bytes of UTF-16 and UTF-32, then it is UTF-8.
     *
     * @throws DeliveryException when it is empty
     */
    static JsonInput open(DeliveryFile file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(file.open(), BUFFER), HEAD);
        try {
            byte[] head = in.readNBytes(HEAD);
            if (head.length == 0) {
                throw new DeliveryException("the file is empty", 0, 0, false);
            }
            TextEncoding encoding = TextEncoding.ofAscii(head);
            in.unread(head, encoding.bomLength(), head.length - encoding.bomLength());
            return new JsonInput(
                    encoding.charset().equals(StandardCharsets.UTF_8)
                            ? PARSERS.createParser((InputStream) new StrictUtf8Input(in, encoding.bomLength()))
                            : PARSERS.createParser(new DecodingReader(in, encoding.charset(), encoding.bomLength())));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The next token; null at the end. */
    JsonToken next() throws IOException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** The token at which the parser stands. */
    JsonToken token() {
        return parser.currentToken();
    }

    /** Leaves out the array or object at whose start the parser stands. */
    void skip() throws IOException {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** The name of the member that was met. */
    String name() throws IOException {
        return parser.currentName();
    }

    /** The text of the value that was met: numbers digit for digit. */
    String text() throws IOException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** The line on which what was met starts. */
    int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** A fault at the start of what was met. */
    DeliveryException fault(String message) {
        return at(parser.currentTokenLocation(), message, false);
    }

    private IOException fault(IOException e) {
        if (e instanceof DeliveryException fault) {
            return at(parser.currentLocation(), fault.getMessage(), fault.truncated());
        }
        if (!(e instanceof JsonProcessingException json)) {
            return e;
        }
        JsonLocation at = json.getLocation() == null ? parser.currentLocation() : json.getLocation();
        if (e instanceof JsonEOFException || json.getOriginalMessage().contains("end-of-input")) {
            return at(
                    at,
                    "the file ends before the document is complete: it was cut off or is still being written",
                    true);
        }
        if (e instanceof StreamConstraintsException) {
            return at(
                    at,
                    "a text, a name, a number or the nesting is beyond the limits: " + JsonLimits.MAX_TEXT / 1024 / 1024
                            + " MB for a text, " + NameBudget.LONGEST
                            + " characters for a name, 1000 digits for a number, " + JsonLimits.MAX_DEPTH
                            + " objects and arrays within each other",
                    false);
        }
        return at(at, "the file is not valid JSON: " + json.getOriginalMessage().replaceAll("\\s+", " "), false);
    }

    private static DeliveryException at(JsonLocation at, String message, boolean truncated) {
        return new DeliveryException(message, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), truncated);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
