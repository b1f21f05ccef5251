package io.drover.collection.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON of records: numbers keep all their digits, a name that is there twice is an error, and depth and lengths have limits, so that
 * nobody's document takes the memory.
 */
public final class RecordJson {
    /** How deep arrays and objects may be in each other. */
    public static final int DEEPEST = 50;
    /** The longest name of a member, in characters. */
    public static final int LONGEST_NAME = 255;
    /** The most digits of a number. */
    public static final int MOST_DIGITS = 100;

    private static final int LONGEST_TEXT = 10_000_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST + 2) // a record may stand in a list of an object
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(MOST_DIGITS)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RecordJson() {}

    /**
     * A text as JSON.
     *
     * @throws JsonProcessingException when it is none, or beyond the limits; {@link #reason} says it to users
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** What is wrong, without names of classes. */
    public static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("");
        String plain = message.replaceAll("\\s*\\(`?(Stream|from `).*", "")
                .replaceAll("\\(class [^)]*\\)|`[\\w.$]+`", "")
                .strip();
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? plain
                : plain + " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static JsonNode text(String text) {
        return MAPPER.getNodeFactory().textNode(text);
    }

    /** What a value is, for messages. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }

    /** In one line, with its members in the order that they have. */
    public static String write(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON can be made of a tree of JSON", e);
        }
    }

    /** What reads and writes it, for streams. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }
}
