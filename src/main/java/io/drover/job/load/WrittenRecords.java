package io.drover.job.load;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records of a source table that at least one mapping has written, by the columns that the source asks for. */
final class WrittenRecords {
    private final List<String> columns;
    private final Map<Long, Written> byNumber = new LinkedHashMap<>();

    /** A record, and how many rows it has made. */
    private static final class Written {
        private final String[] values;
        private int rows;

        Written(String[] values) {
            this.values = values;
        }
    }

    /** @param columns those wanted of each record; none when nobody asks */
    WrittenRecords(List<String> columns) {
        this.columns = columns;
    }

    void add(SourceTable table, SourceRecord record) {
        if (!columns.isEmpty()) {
            byNumber.computeIfAbsent(record.number(), number -> new Written(values(table, record))).rows++;
        }
    }

    /** A row of the record was refused after all. */
    void remove(SourceRecord record) {
        if (!columns.isEmpty()) {
            byNumber.get(record.number()).rows--;
        }
    }

    private String[] values(SourceTable table, SourceRecord record) {
        return columns.stream()
                .map(column -> record.value(indexOf(column, table.columns())))
                .toArray(String[]::new);
    }

    private static int indexOf(String column, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    Collection<String[]> all() {
        List<String[]> all = new ArrayList<>();
        for (Written written : byNumber.values()) {
            if (written.rows > 0) {
                all.add(written.values);
            }
        }
        return all;
    }
}
