package io.drover.provider.nested;

import io.drover.provider.DeliveryException;
import io.drover.provider.SourceRecord;
import java.util.Arrays;
import java.util.List;

/** A record that is being put together. */
public final class Draft {
    private static final String ROW_ID = "RowId";
    private static final String PARENT_ROW_ID = "ParentRowId";

    private final RecordTable table;
    private final long number;
    private final int line;
    private String[] values;
    private boolean[] has;
    private String problem;

    Draft(RecordTable table, long number, int line) {
        this.table = table;
        this.number = number;
        this.line = line;
        this.values = new String[table.columnCount()];
        this.has = new boolean[values.length];
    }

    /** Sets a column's value; one that has a value already makes the record unusable. */
    public void set(String column, String value) throws DeliveryException {
        int index = table.column(column);
        if (index >= values.length) {
            values = Arrays.copyOf(values, table.columnCount());
            has = Arrays.copyOf(has, values.length);
        }
        if (has[index]) {
            problem(column + " is there twice");
            return;
        }
        values[index] = value;
        has[index] = true;
    }

    private boolean has(String column) {
        int index = table.find(column);
        return index >= 0 && index < has.length && has[index];
    }

    private String get(String column) {
        return has(column) ? values[table.find(column)] : null;
    }

    /** Notes what is wrong with the record; the first is enough to mend it. */
    public void problem(String message) {
        if (problem == null) {
            problem = message;
        }
    }

    /**
     * Lets it say which record it stands in.
     *
     * @param parentKey columns of the parent that it gets too; empty for a number that both get, unless they have it
     */
    public void standsIn(Draft parent, List<String> parentKey) throws DeliveryException {
        if (parentKey.isEmpty()) {
            if (!parent.has(ROW_ID)) {
                parent.set(ROW_ID, String.valueOf(parent.number));
            }
            setIfAbsent(PARENT_ROW_ID, parent.get(ROW_ID));
        }
        for (String column : parentKey) {
            if (parent.has(column)) {
                setIfAbsent(column, parent.get(column));
            } else if (!has(column)) {
                problem("the record of " + parent.table.name() + " that it stands in has no " + column);
            }
        }
    }

    private void setIfAbsent(String column, String value) throws DeliveryException {
        if (!has(column)) {
            set(column, value);
        }
    }

    SourceRecord record() {
        return new SourceRecord(number, line, values, problem);
    }
}
