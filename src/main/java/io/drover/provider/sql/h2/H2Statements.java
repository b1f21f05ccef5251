package io.drover.provider.sql.h2;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Sql;
import java.util.List;

/** The statements of a load into H2. Parameters are the row's values in the order of its columns. */
final class H2Statements {
    private final String table;
    private final List<DestinationColumn> columns;
    private final List<DestinationColumn> keys;
    private final WriteOptions options;
    /** The columns that an existing row gets. */
    private final List<DestinationColumn> others;

    H2Statements(
            DestinationTable table,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            WriteOptions options) {
        this.table = Sql.quote(table);
        this.columns = columns;
        this.keys = keys;
        this.options = options;
        this.others = Sql.updated(columns, keys, options);
    }

    List<DestinationColumn> keys() {
        return keys;
    }

    String insert() {
        return "INSERT INTO " + table + " (" + Sql.names(columns) + ") VALUES (" + Sql.list(columns, this::parameter)
                + ")";
    }

    /**
     * Inserts a row whose key does not exist. A MERGE and not INSERT .. SELECT .. WHERE NOT EXISTS: H2 answers the latter's
     * query from its last result when it gets the same parameters again, and then fails on the duplicate.
     */
    String insertIfAbsent() {
        return "MERGE INTO " + table + " USING DUAL ON " + Sql.and(keys, this::isSame)
                + " WHEN NOT MATCHED THEN INSERT (" + Sql.names(columns) + ") VALUES ("
                + Sql.list(columns, this::parameter) + ")";
    }

    /** Updates the row of that key when it differs; null when there is nothing but keys. */
    String updateIfDistinct() {
        if (others.isEmpty()) {
            return null;
        }
        return "UPDATE " + table + " SET "
                + Sql.list(others, column -> Sql.quote(column.name()) + " = " + updated(column))
                + " WHERE " + Sql.and(keys, this::isSame)
                + " AND ("
                + Sql.or(others, column -> Sql.quote(column.name()) + " IS DISTINCT FROM " + updated(column))
                + ")"
                + lastParameter();
    }

    /** All values of a row are bound: a statement that does without the last one, which only new rows get, must have it all the same. */
    private String lastParameter() {
        DestinationColumn last = columns.get(columns.size() - 1);
        return keys.contains(last) || others.contains(last)
                ? ""
                : " AND (" + Sql.quote(last.name()) + " IS DISTINCT FROM " + parameter(last) + " OR TRUE)";
    }

    /** What an existing row gets. */
    private String updated(DestinationColumn column) {
        return options.keptWhenNull().contains(column)
                ? "COALESCE(" + parameter(column) + ", " + Sql.quote(column.name()) + ")"
                : parameter(column);
    }

    private String isSame(DestinationColumn key) {
        return Sql.quote(key.name()) + " = " + parameter(key);
    }

    private String parameter(DestinationColumn column) {
        return parameter(column, columns);
    }

    private static String parameter(DestinationColumn column, List<DestinationColumn> row) {
        String parameter = "?" + (row.indexOf(column) + 1);
        // Without it H2 takes the text for a JSON string
        return column.typeName().equals("JSON") ? "(" + parameter + " FORMAT JSON)" : parameter;
    }

    /** Finds the rows of a key; parameters are the key's values. */
    String findRows() {
        return "SELECT _ROWID_ FROM " + table + " WHERE "
                + Sql.and(keys, key -> Sql.quote(key.name()) + " = " + parameter(key, keys));
    }

    /** Deletes the rows of a key; parameters are the key's values. */
    String deleteRows() {
        return "DELETE FROM " + table + " WHERE "
                + Sql.and(keys, key -> Sql.quote(key.name()) + " = " + parameter(key, keys));
    }
}
