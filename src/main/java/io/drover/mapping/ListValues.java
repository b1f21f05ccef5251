package io.drover.mapping;

import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.definition.ListColumn;
import io.drover.provider.SourceRecord;
import io.drover.provider.value.JsonValue;
import io.drover.provider.value.ListText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes of a record with a list in a column one record for each value of the list. */
final class ListValues {
    private final SourceColumns sources;
    private final int slot;
    private final String separator;

    ListValues(ListColumn definition, SourceColumns sources) {
        this.sources = sources;
        this.slot = sources.slot(definition.column());
        this.separator = definition.separator();
    }

    /** An array of JSON has its elements, all else is a text. */
    private List<String> values(String list) {
        List<String> elements = sources.isJson(slot) ? JsonValue.elements(list) : null;
        return elements != null
                ? elements
                : ListText.values(sources.isJson(slot) ? JsonValue.text(list) : list, separator);
    }

    /** The records, which have the number and the line of the one that they are made of. */
    List<SourceRecord> of(SourceRecord record) {
        int index = sources.index(slot);
        String list = record.value(index);
        if (list == null || (sources.isJson(slot) && list.equals("null"))) {
            return record.problem() == null ? List.of() : List.of(record);
        }
        List<SourceRecord> records = new ArrayList<>();
        for (String value : values(list)) {
            String[] values = Arrays.copyOf(record.values(), record.values().length);
            values[index] = value;
            records.add(new SourceRecord(record.number(), record.line(), values, record.problem(), record.unusable()));
        }
        return records;
    }
}
