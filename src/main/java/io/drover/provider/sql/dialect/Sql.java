package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.WriteOptions;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pieces of SQL text. Identifiers come from the database's metadata and are always quoted. */
public final class Sql {
    private Sql() {}

    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String quote(DestinationTable table) {
        return table.schema() == null ? quote(table.name()) : quote(table.schema()) + "." + quote(table.name());
    }

    /** The quoted names, separated by commas. */
    public static String names(List<DestinationColumn> columns) {
        return list(columns, column -> quote(column.name()));
    }

    /** Several writers that remove what none of their deliveries has must speak of the same rows. */
    public static void requireSameKeys(
            DestinationTable table, List<DestinationColumn> one, List<DestinationColumn> other)
            throws DestinationException {
        if (!one.equals(other)) {
            throw new DestinationException("the mappings to the table " + table.name()
                    + " that remove missing rows have different keys, " + names(one) + " and " + names(other)
                    + ": give all of them the same <key> columns in the same order");
        }
    }

    /** The columns that a row gets whose key exists. */
    public static List<DestinationColumn> updated(
            List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options) {
        return options.table().mode() == Mode.INSERT
                ? List.of()
                : columns.stream()
                        .filter(column ->
                                !keys.contains(column) && !options.insertOnly().contains(column))
                        .toList();
    }

    public static String list(List<DestinationColumn> columns, Function<DestinationColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(", "));
    }

    public static String and(List<DestinationColumn> columns, Function<DestinationColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(" AND "));
    }

    public static String or(List<DestinationColumn> columns, Function<DestinationColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(" OR "));
    }
}
