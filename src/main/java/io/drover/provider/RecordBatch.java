package io.drover.provider;

import java.util.List;

/**
 * Some consecutive records of one table.
 *
 * @param table the table as it is known at the batch's end; the same instance as the batch before when nothing changed
 * @param file name of the file that they stand in, within the delivery; null when the delivery is that one file, or none
 */
public record RecordBatch(SourceTable table, String file, List<SourceRecord> records) {

    private static final int VALUE_CHARACTERS = 8;

    public RecordBatch(SourceTable table, List<SourceRecord> records) {
        this(table, null, records);
    }

    /** How much memory it takes, about: its characters, and some for each value beside them, one that is absent too. */
    public int weight() {
        long characters = 0;
        for (SourceRecord record : records) {
            characters += (long) VALUE_CHARACTERS * record.values().length;
            for (String value : record.values()) {
                characters += value == null ? 0 : value.length();
            }
        }
        return (int) Math.min(characters, Integer.MAX_VALUE);
    }

    public List<String> columns() {
        return table.columns();
    }
}
