package io.drover.connection.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.drover.connection.WebServiceException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;

/**
 * A string in a JSON answer, piece by piece. Jackson finds where it begins; from there on it is read here, since Jackson has a
 * string in memory as a whole.
 */
final class JsonStringReader extends Reader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final Reader in;
    private final List<String> path;
    private Reader buffered;
    private final char[] chars = new char[8192];
    private int position;
    private int limit;
    private boolean ended;

    /** @param path the properties that lead to the string; empty: the answer is the string */
    JsonStringReader(Reader in, List<String> path) {
        this.in = in;
        this.path = path;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (buffered == null) {
            buffered = new StringReader(find());
        }
        int n = 0;
        while (n < length && !ended) {
            int c = next();
            if (c == '"') {
                ended = true;
                requireEnd();
            } else if (c < 0) {
                throw cutOff();
            } else {
                buffer[offset + n++] = c == '\\' ? escape() : (char) c;
            }
        }
        return n == 0 && ended ? -1 : n;
    }

    /** Reads up to the string; what the parser has read beyond is returned. */
    private String find() throws IOException {
        try {
            JsonParser json = FACTORY.createParser(in);
            JsonToken token = json.nextToken();
            for (String name : path) {
                token = property(json, token, name);
            }
            if (token != JsonToken.VALUE_STRING) {
                throw unusable(token == null ? "it is empty" : "it is not a string but " + described(token));
            }
            StringWriter rest = new StringWriter();
            json.releaseBuffered(rest);
            return rest.toString();
        } catch (JsonEOFException e) {
            throw cutOff();
        } catch (JsonParseException | StreamConstraintsException e) {
            throw unusable(e.getOriginalMessage());
        }
    }

    private JsonToken property(JsonParser json, JsonToken at, String name) throws IOException {
        if (at != JsonToken.START_OBJECT) {
            throw unusable(at == null ? "it is empty" : "it is no object but " + described(at));
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals(name);
            JsonToken value = json.nextToken();
            if (wanted) {
                return value;
            }
            json.skipChildren();
        }
        throw unusable("it has no such property");
    }

    private static String described(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NULL -> "null";
            default -> "a number or a truth value";
        };
    }

    private char escape() throws IOException {
        int c = next();
        if (c == 'u') {
            int code = 0;
            for (int i = 0; i < 4; i++) {
                int digit = Character.digit(next(), 16);
                if (digit < 0) {
                    throw unusable("\\u without four hexadecimal digits");
                }
                code = code * 16 + digit;
            }
            return (char) code;
        }
        int known = c < 0 ? -1 : ESCAPES.indexOf(c);
        if (known < 0) {
            throw c < 0 ? cutOff() : unusable("the unknown escape \\" + (char) c);
        }
        return ESCAPED.charAt(known);
    }

    /** After the string: the ends of the objects that it is in, however much stands between. */
    private void requireEnd() throws IOException {
        int last = -1;
        for (int c = next(); c >= 0; c = next()) {
            if (!Character.isWhitespace(c)) {
                last = c;
            }
        }
        if (last != (path.isEmpty() ? -1 : '}')) {
            throw path.isEmpty() ? unusable("something follows the string") : cutOff();
        }
    }

    private int next() throws IOException {
        if (position == limit) {
            position = 0;
            limit = buffered.read(chars, 0, chars.length);
            if (limit < 0) {
                limit = in.read(chars, 0, chars.length);
            }
            if (limit < 0) {
                limit = 0;
                return -1;
            }
        }
        return chars[position++];
    }

    private WebServiceException cutOff() {
        return unusable("it was cut off");
    }

    private WebServiceException unusable(String what) {
        String expected = path.isEmpty() ? "a JSON string" : "JSON with a string " + String.join("/", path);
        return WebServiceException.unusable("the answer is not " + expected + ": " + what, null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
