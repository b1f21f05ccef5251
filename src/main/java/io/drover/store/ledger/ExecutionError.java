package io.drover.store.ledger;

import io.drover.settings.secrets.Secrets;
import io.drover.store.StorableText;
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
 * @param step in which it failed: parse, sourceSchema, transform, targetSchema or load; null when the run was ended by something else
 * @param rule the keyword of JSON Schema that is broken, or null
 * @param path of the value at fault, as a JSON pointer within the record, or null
 */
public record ExecutionError(
        @ColumnName("table_name") String table,
        int line,
        @ColumnName("record_number") long record,
        @ColumnName("record_key") String key,
        @ColumnName("column_name") String column,
        @ColumnName("bad_value") String value,
        String reason,
        @ColumnName("source_record") String source,
        String step,
        String rule,
        String path) {

    /** Characters of a key, of a value and of a name. */
    private static final int LONGEST_VALUE = 1_000;

    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_SOURCE = 4_000;
    /** Secrets are looked for in no more than this, as looking takes time. */
    private static final int LOOKED_AT = 100_000;

    /** Without secrets, as all of it is shown, and cut: the rejects file has the whole record. */
    public ExecutionError {
        table = StorableText.cut(table, LONGEST_VALUE);
        key = shown(key, LONGEST_VALUE);
        column = StorableText.cut(column, LONGEST_VALUE);
        value = shown(value, LONGEST_VALUE);
        reason = shown(reason, LONGEST_REASON);
        source = shown(source, LONGEST_SOURCE);
        rule = StorableText.cut(rule, LONGEST_VALUE);
        path = shown(path, LONGEST_VALUE);
    }

    private static String shown(String text, int most) {
        return StorableText.cut(Secrets.hide(StorableText.cut(text, LOOKED_AT)), most);
    }

    /** A fault of the delivery as a whole, or of what the run needs. */
    public static ExecutionError ofDelivery(int line, String reason) {
        return ofDelivery(line, reason, null);
    }

    /** A delivery that cannot be read: the first step has failed. */
    public static ExecutionError unreadable(int line, String reason) {
        return ofDelivery(line, reason, "parse");
    }

    private static ExecutionError ofDelivery(int line, String reason, String step) {
        return new ExecutionError(null, line, 0, null, null, null, reason, null, step, null, null);
    }
}
