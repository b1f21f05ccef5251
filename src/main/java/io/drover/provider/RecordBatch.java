package io.drover.provider;

import java.util.List;

/**
 * Some consecutive records of one table.
 *
 * @param table the table as it is known at the batch's end; the same instance as the batch before when nothing changed
 * @param file name of the file that they stand in, within the delivery; null when the delivery is that one file, or none
 */
public record RecordBatch(SourceTable table, String file, List<SourceRecord> records) {

    public RecordBatch(SourceTable table, List<SourceRecord> records) {
        this(table, null, records);
    }

    public List<String> columns() {
        return table.columns();
    }
}
