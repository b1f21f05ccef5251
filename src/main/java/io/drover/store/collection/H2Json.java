package io.drover.store.collection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.settings.BoundedPattern;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What H2 has no functions for: a value in a document. H2's tables name this class and its methods, also those of databases that exist:
 * they keep their names.
 */
public final class H2Json {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper(JSON);
    private static final Pattern POINT = Pattern.compile("\\.");

    private H2Json() {}

    /** What is taken of a value that a parser stands at. */
    @FunctionalInterface
    private interface Taken<T> {
        T of(JsonParser at) throws IOException;
    }

    /** The text at a path; null when there is none, or something else. */
    public static String text(byte[] document, String path) {
        return at(
                document, path, null, value -> value.currentToken() == JsonToken.VALUE_STRING ? value.getText() : null);
    }

    /** The number at a path. */
    public static BigDecimal number(byte[] document, String path) {
        return at(document, path, null, value -> value.currentToken().isNumeric() ? value.getDecimalValue() : null);
    }

    /** The truth value at a path. */
    public static Boolean truth(byte[] document, String path) {
        return at(document, path, null, value -> value.currentToken().isBoolean() ? value.getBooleanValue() : null);
    }

    /** Whether there is a value: 2; 1: it is null; 0: there is none. */
    public static int has(byte[] document, String path) {
        return at(document, path, 0, value -> value.currentToken() == JsonToken.VALUE_NULL ? 1 : 2);
    }

    /** Whether there is a list with a value, in JSON. */
    public static boolean lists(byte[] document, String path, String json) {
        return at(document, path, false, value -> {
            if (value.currentToken() != JsonToken.START_ARRAY) {
                return false;
            }
            JsonNode wanted = TREES.readTree(json);
            for (JsonNode each : TREES.<JsonNode>readTree(value)) {
                if (isSame(each, wanted)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        return numbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
    }

    /** Whether a pattern matches somewhere in a text; one on which it would take too long does not match. */
    public static boolean matches(String text, String pattern) {
        try {
            return text != null
                    && new BoundedPattern(pattern, Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS).find(text);
        } catch (BoundedPattern.TooLongException e) {
            return false;
        }
    }

    private static <T> T at(byte[] document, String path, T none, Taken<T> taken) {
        if (document == null) {
            return none;
        }
        try (JsonParser parser = JSON.createParser(document)) {
            parser.nextToken();
            for (String name : POINT.split(path, -1)) {
                if (!enter(parser, name)) {
                    return none;
                }
            }
            return taken.of(parser);
        } catch (IOException e) {
            throw new IllegalArgumentException("a document is no JSON", e);
        }
    }

    /** Goes on to the value of a member of the object that the parser stands at. */
    private static boolean enter(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
