package io.drover.connector.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON as clients of Dynamics 365 write it: single quotes, names without quotes, comments, trailing commas, any case of names
 * (wire contract 1.0, 2.0).
 */
public final class WireJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private WireJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of " + value.getClass(), e);
        }
    }

    /**
     * Reads an object; one within a string too, as a client sends it that serialises twice.
     *
     * @return its members, by name in any case; the first of several that differ in case only
     * @throws ConnectorRefusal when it is none
     */
    public static Map<String, JsonNode> members(byte[] body) {
        JsonNode node;
        try {
            node = body == null || body.length == 0 ? null : MAPPER.readTree(body);
            if (node != null && node.isTextual()) {
                node = MAPPER.readTree(node.textValue());
            }
        } catch (JsonProcessingException e) {
            throw ConnectorRefusal.invalid("The body is no JSON: " + place(e.getLocation()) + e.getOriginalMessage());
        } catch (IOException e) {
            throw ConnectorRefusal.invalid("The body is no JSON: " + e.getMessage());
        }
        if (node == null || !node.isObject()) {
            throw ConnectorRefusal.invalid("The body must be a JSON object, such as {\"name\":\"value\"}.");
        }
        Map<String, JsonNode> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        node.properties().forEach(member -> members.putIfAbsent(member.getKey(), member.getValue()));
        return members;
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    /** A member's text; null when it is missing or null. */
    public static String text(Map<String, JsonNode> members, String name) {
        JsonNode value = members.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw ConnectorRefusal.invalid("The member " + name + " of the body must be a text.");
        }
        return value.asText();
    }
}
