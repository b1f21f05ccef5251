package io.drover.api.local;

import io.drover.collection.RecordMembers;
import io.drover.collection.RecordResult;
import io.drover.collection.RecordResult.Outcome;
import io.drover.collection.schema.RecordJson;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of records that were sent, as the answer has it: one by one in their order, and counted. */
final class RecordResults {
    private RecordResults() {}

    static String json(List<RecordResult> results) {
        StringBuilder json = new StringBuilder("{\"data\":[");
        json.append(results.stream().map(RecordResults::json).collect(Collectors.joining(",\n")));
        json.append(']');
        for (Outcome outcome : Outcome.values()) {
            json.append(",\"")
                    .append(outcome.name().toLowerCase(Locale.ROOT))
                    .append("\":")
                    .append(results.stream()
                            .filter(result -> result.outcome() == outcome)
                            .count());
        }
        return json.append('}').toString();
    }

    private static String json(RecordResult result) {
        if (result.outcome() == Outcome.REFUSED) {
            return "{\"error\":{\"identifier\":" + RecordJson.write(RecordJson.text(result.identifier()))
                    + ",\"messages\":" + RecordJson.write(RecordJson.mapper().valueToTree(result.messages())) + "}}";
        }
        String after = "{\"new\":" + RecordMembers.json(result.after());
        return result.before() == null ? after + "}" : after + ",\"old\":" + RecordMembers.json(result.before()) + "}";
    }
}
