package io.drover.provider.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON values as text: numbers keep their digits, members their order. Values are at most {@link #MAX_DEPTH} deep. */
public final class JsonValue {
    /** How deep arrays and objects may be in each other. */
    public static final int MAX_DEPTH = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonValue() {}

    /** The text of a value as other types take it: a text without its quotes, null for {@code null}, all else as it is. */
    public static String text(String json) {
        if (json == null || json.equals("null")) {
            return null;
        }
        if (!json.startsWith("\"")) {
            return json;
        }
        if (json.indexOf('\\') < 0) {
            return json.substring(1, json.length() - 1);
        }
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            return json;
        }
    }

    /** A text in quotes. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }

    /** Why a text is no JSON value, or null when it is one. */
    public static String problem(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return "it is empty";
            }
            parser.skipChildren();
            return parser.nextToken() == null ? null : "something follows its end";
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage()
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceAll("\\s*\\(?`?Stream.*|\\(from .*", "");
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /**
     * The value to which a pointer leads, as JSON; null when it leads to nothing.
     *
     * @throws IllegalArgumentException when the text is no JSON; the message is for users
     */
    public static String at(String json, JsonPointer pointer) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return at(parser, pointer);
        } catch (IOException e) {
            throw new IllegalArgumentException("is no JSON: " + problem(json), e);
        }
    }

    private static String at(JsonParser parser, JsonPointer pointer) throws IOException {
        if (pointer.matches()) {
            return copy(parser);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean leads = pointer.matchesProperty(parser.currentName());
                parser.nextToken();
                if (leads) {
                    return at(parser, pointer.tail());
                }
                parser.skipChildren();
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (pointer.matchesElement(i)) {
                    return at(parser, pointer.tail());
                }
                parser.skipChildren();
            }
        }
        return null;
    }

    /** The elements of an array, as JSON; null when the text is no array. */
    public static List<String> elements(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            List<String> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(copy(parser));
            }
            return elements;
        } catch (IOException e) {
            return null;
        }
    }

    private static String copy(JsonParser parser) throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        boolean first = true;
        JsonToken token = parser.currentToken();
        while (true) {
            text.append(token.isStructEnd() || first ? "" : ",");
            switch (token) {
                case FIELD_NAME -> text.append(quote(parser.currentName())).append(':');
                case VALUE_STRING -> text.append(quote(parser.getText()));
                default -> text.append(parser.getText());
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return text.toString();
            }
            first = token.isStructStart() || token == JsonToken.FIELD_NAME;
            token = parser.nextToken();
        }
    }
}
