package io.drover.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.definition.CollectionField;
import io.drover.collection.schema.RecordJson;
import io.drover.store.collection.StoredRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records as text of a format. */
final class RecordWriter {
    private final RecordFormat format;
    private final Set<String> fields;
    private final List<String> columns;
    private boolean begun;

    /** @param fields that are wanted; empty: all */
    RecordWriter(CollectionDefinition collection, List<String> fields, RecordFormat format) {
        this.format = format;
        this.fields = new LinkedHashSet<>(fields);
        this.columns = fields.isEmpty() ? columns(collection) : List.copyOf(this.fields);
    }

    /** A table has the same columns in all rows: those that the collection lists. */
    private static List<String> columns(CollectionDefinition collection) {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(collection.identifier());
        collection.fields().stream().map(CollectionField::name).forEach(columns::add);
        return List.copyOf(columns);
    }

    String beginning() {
        return format == RecordFormat.CSV ? row(columns) : format.beginning();
    }

    String end() {
        return format.end();
    }

    String write(StoredRecord record) {
        if (format == RecordFormat.CSV) {
            return row(record);
        }
        String json = fields.isEmpty() ? RecordMembers.json(record) : RecordMembers.with(some(record), record);
        if (format == RecordFormat.LINES) {
            return json + "\n";
        }
        String between = begun ? ",\n" : "";
        begun = true;
        return between + json;
    }

    private String some(StoredRecord record) {
        ObjectNode some = RecordJson.object();
        JsonNode whole = read(record);
        fields.forEach(name -> {
            if (whole.has(name)) {
                some.set(name, whole.get(name));
            }
        });
        return RecordJson.write(some);
    }

    private String row(StoredRecord record) {
        JsonNode whole =
                fields.stream().anyMatch(RecordWriter::isAdded) ? read(RecordMembers.json(record)) : read(record);
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            JsonNode value = whole.path(column);
            values.add(
                    value.isMissingNode() || value.isNull()
                            ? null
                            : value.isContainerNode() ? RecordJson.write(value) : value.asText());
        }
        return row(values);
    }

    private static boolean isAdded(String name) {
        return name.startsWith("@") || name.equals(RecordDocuments.IDENTIFIER);
    }

    private static String row(List<String> values) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static JsonNode read(StoredRecord record) {
        return read(record.document());
    }

    private static JsonNode read(String json) {
        try {
            return RecordJson.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is no JSON any more", e);
        }
    }
}
