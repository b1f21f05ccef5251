package io.drover.mapping.context;

import io.drover.provider.SourceRecord;
import io.drover.provider.value.JsonValue;

/** The record that is being mapped, for what needs more of it than one value. */
public final class CurrentRecord {
    private final SourceColumns columns;
    private SourceRecord record;
    private String file;

    public CurrentRecord(SourceColumns columns) {
        this.columns = columns;
    }

    /** The file that the next records are from; null when the delivery is one file. */
    public void setFile(String name) {
        file = name;
    }

    /** Goes on to a record. */
    public CurrentRecord of(SourceRecord current) {
        record = current;
        return this;
    }

    /** The value of a column by its {@link SourceColumns#slot}; of JSON a text without its quotes. */
    public String value(int slot) {
        String value = record.value(columns.index(slot));
        return columns.isJson(slot) ? JsonValue.text(value) : value;
    }

    long number() {
        return record.number();
    }

    /** The file that it is from, or null when the delivery is one file. */
    String file() {
        return file;
    }
}
