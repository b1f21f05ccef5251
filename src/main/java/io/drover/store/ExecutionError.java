package io.drover.store;

import io.drover.settings.Secrets;
import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * A record that was not loaded, or a fault of the delivery as a whole.
 *
 * @param table the source table, or null
 * @param line line of the delivery, or 0
 * @param record number of the record in the delivery from 1, or 0 for a fault of the whole
 * @param key the record's key columns and their values, or null
 * @param column the column at fault, or null
 * @param value its value, or null
 * @param source the record itself as it stands in the delivery, or null
 */
public record ExecutionError(
        @ColumnName("table_name") String table,
        int line,
        @ColumnName("record_number") long record,
        @ColumnName("record_key") String key,
        @ColumnName("column_name") String column,
        @ColumnName("bad_value") String value,
        String reason,
        @ColumnName("source_record") String source) {

    /** Without secrets, as all of it is shown. */
    public ExecutionError {
        key = Secrets.hide(key);
        value = Secrets.hide(value);
        reason = Secrets.hide(reason);
        source = Secrets.hide(source);
    }

    /** A fault of the delivery as a whole. */
    public static ExecutionError ofDelivery(int line, String reason) {
        return new ExecutionError(null, line, 0, null, null, null, reason, null);
    }
}
