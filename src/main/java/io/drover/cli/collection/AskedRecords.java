package io.drover.cli.collection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.CollectionOperations;
import io.drover.api.Content;
import io.drover.cli.session.Session;
import io.drover.collection.schema.RecordJson;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which records a command is about, and as what they are written. */
final class AskedRecords {
    @Parameters(index = "0", paramLabel = "CODE", description = CollectionCommand.CODE)
    private String code;

    @Option(
            names = "--filter",
            paramLabel = "JSON",
            description = "Only those, such as '{\"$$eq\": {\"field\": \"status\", \"value\": \"active\"}}'.")
    private String filter;

    @Option(names = "--sort", paramLabel = "FIELD", description = "By this field; FIELD:desc for the other way round.")
    private List<String> sort = new ArrayList<>();

    @Option(names = "--fields", split = ",", paramLabel = "FIELD", description = "Only these fields, commas between.")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "NUMBER", description = "No more than so many.")
    private Long limit;

    @Option(
            names = "--format",
            defaultValue = "jsonl",
            description = "${COMPLETION-CANDIDATES}; jsonl, an object a line, when left out.")
    private Format format;

    /** As what records are written. */
    enum Format {
        json,
        jsonl,
        csv
    }

    /** The records, as they come. To be closed. */
    Content ask(Session session) throws Exception {
        CollectionOperations collections = session.ask(CollectionOperations.class);
        return switch (format) {
            case json -> collections.query(code, query());
            case jsonl -> collections.queryAsLines(code, query());
            case csv -> collections.queryAsCsv(code, query());
        };
    }

    private String query() {
        ObjectNode query = RecordJson.object();
        if (filter != null) {
            query.set("filter", RecordText.read(filter));
        }
        if (!sort.isEmpty()) {
            ArrayNode by = query.putArray("sort");
            for (String each : sort) {
                boolean descending = each.endsWith(":desc");
                by.addObject()
                        .put("field", each.replaceFirst(":(desc|asc)$", ""))
                        .put("order", descending ? "desc" : "asc");
            }
        }
        if (!fields.isEmpty()) {
            fields.forEach(query.putArray("fields")::add);
        }
        if (limit != null) {
            query.put("limit", limit);
        }
        return RecordJson.write(query);
    }
}
