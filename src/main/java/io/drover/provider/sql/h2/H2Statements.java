package io.drover.provider.sql.h2;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
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
                + Sql.or(others, column -> compared(column) + " IS DISTINCT FROM " + stored(column, updated(column)))
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

    /** One type takes A and a for the same. */
    private static String compared(DestinationColumn column) {
        String name = Sql.quote(column.name());
        return column.typeName().equals("VARCHAR_IGNORECASE") ? "CAST(" + name + " AS VARCHAR)" : name;
    }

    /** What an existing row gets. */
    private String updated(DestinationColumn column) {
        return options.keptWhenNull().contains(column)
                ? "COALESCE(" + parameter(column) + ", " + Sql.quote(column.name()) + ")"
                : parameter(column);
    }

    private String isSame(DestinationColumn key) {
        return isSame(key, columns);
    }

    private static String isSame(DestinationColumn key, List<DestinationColumn> row) {
        return Sql.quote(key.name()) + " = " + stored(key, parameter(key, row));
    }

    private String parameter(DestinationColumn column) {
        return parameter(column, columns);
    }

    private static String parameter(DestinationColumn column, List<DestinationColumn> row) {
        String parameter = "?" + (row.indexOf(column) + 1);
        if (column.typeName().equals("JSON")) {
            return "(" + parameter + " FORMAT JSON)"; // else H2 takes the text for a JSON string
        }
        return parameter;
    }

    /** A value as the column will have it: with the digits of a single-precision number, for one, or else it would always differ. */
    private static String stored(DestinationColumn column, String value) {
        boolean rounded = column.typeName().startsWith("DECFLOAT")
                || column.type() == ColumnType.ARRAY
                || (column.type() == ColumnType.DOUBLE && column.size() == DataType.SINGLE_PRECISION);
        return rounded ? "CAST(" + value + " AS " + column.typeName() + ")" : value;
    }

    /** Finds the rows of a key; parameters are the key's values. */
    String findRows() {
        return "SELECT _ROWID_ FROM " + table + " WHERE " + Sql.and(keys, key -> isSame(key, keys));
    }

    /** Deletes the rows of a key; parameters are the key's values. */
    String deleteRows() {
        return "DELETE FROM " + table + " WHERE " + Sql.and(keys, key -> isSame(key, keys));
    }
}
