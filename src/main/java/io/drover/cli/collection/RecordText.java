package io.drover.cli.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.cli.session.Output;
import io.drover.collection.schema.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bodies and answers of operations on records. */
final class RecordText {
    private RecordText() {}

    /** As UTF-8, whatever the encoding of the console: programs read it. */
    static void print(String text) {
        Output.print(text.getBytes(StandardCharsets.UTF_8));
    }

    static String identifiers(List<String> ids) {
        ObjectNode body = RecordJson.object();
        ids.forEach(body.putArray("identifiers")::add);
        return RecordJson.write(body);
    }

    static List<String> removed(String answer) {
        List<String> removed = new ArrayList<>();
        read(answer).path("removed").forEach(each -> removed.add(each.asText()));
        return removed;
    }

    static JsonNode read(String answer) {
        try {
            return RecordJson.read(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no JSON: " + RecordJson.reason(e), e);
        }
    }
}
