package io.drover.mapping;

import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.definition.ListColumn;
import io.drover.provider.SourceRecord;
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

    /** The records, which have the number and the line of the one that they are made of. */
    List<SourceRecord> of(SourceRecord record) {
        int index = sources.index(slot);
        String list = record.value(index);
        if (list == null) {
            return record.problem() == null ? List.of() : List.of(record);
        }
        List<SourceRecord> records = new ArrayList<>();
        for (String value : values(list, separator)) {
            String[] values = Arrays.copyOf(record.values(), record.values().length);
            values[index] = value;
            records.add(new SourceRecord(record.number(), record.line(), values, record.problem(), record.unusable()));
        }
        return records;
    }

    /** The values without the spaces and the quotes around them; empty ones are left out. */
    static List<String> values(String list, String separator) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < list.length(); ) {
            if (list.charAt(i) == '"') {
                boolean doubled = quoted && list.startsWith("\"\"", i);
                value.append(doubled ? "\"" : "");
                quoted = doubled || !quoted;
                i += doubled ? 2 : 1;
            } else if (!quoted && list.startsWith(separator, i)) {
                add(value, values);
                i += separator.length();
            } else {
                value.append(list.charAt(i++));
            }
        }
        add(value, values);
        return values;
    }

    private static void add(StringBuilder value, List<String> values) {
        String stripped = value.toString().strip();
        if (!stripped.isEmpty()) {
            values.add(stripped);
        }
        value.setLength(0);
    }
}
