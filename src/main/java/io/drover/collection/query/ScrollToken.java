package io.drover.collection.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.collection.schema.RecordJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a scroll goes on. The server keeps nothing of it: a token is good for ever, on each server.
 *
 * @param request what was asked first
 * @param position behind which it goes on
 * @param left how many records it may still give; 0: all
 */
public record ScrollToken(JsonNode request, List<Object> position, long left) {

    /** As clients have it. */
    public String text() {
        ObjectNode token = RecordJson.object();
        token.set("q", request);
        ArrayNode values = token.putArray("p");
        for (Object value : position) {
            ObjectNode each = values.addObject();
            if (value instanceof String text) {
                each.put("s", text);
            } else if (value instanceof BigDecimal number) {
                each.put("n", number);
            } else if (value instanceof Boolean truth) {
                each.put("b", truth);
            } else if (value instanceof OffsetDateTime time) {
                each.put("t", time.toString());
            }
        }
        token.put("l", left);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(RecordJson.write(token).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A token as clients have it.
     *
     * @throws QueryException when it is none
     */
    public static ScrollToken of(String text) {
        try {
            JsonNode token = RecordJson.read(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            List<Object> position = new ArrayList<>();
            for (JsonNode value : token.path("p")) {
                position.add(value(value));
            }
            if (position.isEmpty() || !token.has("q") || !token.path("l").isIntegralNumber()) {
                throw unknown();
            }
            return new ScrollToken(
                    token.get("q"), position, Math.max(0, token.get("l").longValue()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw unknown();
        }
    }

    private static Object value(JsonNode value) {
        if (value.has("s")) {
            return value.get("s").asText();
        } else if (value.path("n").isNumber()) {
            return value.get("n").decimalValue();
        } else if (value.has("b")) {
            return value.get("b").asBoolean();
        }
        return value.has("t") ? OffsetDateTime.parse(value.get("t").asText()) : null;
    }

    private static QueryException unknown() {
        return new QueryException("scrollId is none that a scroll of this collection has given");
    }
}
