package io.drover.provider.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.drover.provider.DeliveryException;
import io.drover.provider.NameBudget;
import io.drover.provider.file.DecodingReader;
import io.drover.provider.file.StrictUtf8Input;
import io.drover.provider.format.DeliveryFile;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A pull parser for documents that come from elsewhere: it decodes strictly and says what is wrong in words for the user. */
final class JsonInput implements Closeable {
    private static final int BUFFER = 64 * 1024;
    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(JsonLimits.OF_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from outside
            .build();

    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Opens a file: a byte order mark decides, then the zero bytes of UTF-16, then it is UTF-8.
     *
     * @throws DeliveryException when it is empty
     */
    static JsonInput open(DeliveryFile file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(file.open(), BUFFER), 3);
        try {
            byte[] head = in.readNBytes(3);
            if (head.length == 0) {
                throw new DeliveryException("the file is empty", 0, 0, false);
            }
            boolean mark8 = is(head, 0, 0xEF) && is(head, 1, 0xBB);
            boolean little = is(head, 0, 0xFF) && is(head, 1, 0xFE);
            boolean big = is(head, 0, 0xFE) && is(head, 1, 0xFF);
            int bom = mark8 ? 3 : little || big ? 2 : 0;
            in.unread(head, bom, head.length - bom);
            if (little || big || is(head, 0, 0) || is(head, 1, 0)) {
                Charset charset = little || is(head, 1, 0) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
                return new JsonInput(PARSERS.createParser(new DecodingReader(in, charset, bom)));
            }
            InputStream utf8 = new StrictUtf8Input(in, bom);
            return new JsonInput(PARSERS.createParser(utf8));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static boolean is(byte[] head, int index, int value) {
        return head.length > index && (head[index] & 0xFF) == value;
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
