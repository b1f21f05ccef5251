package io.drover.provider.sql;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pieces of SQL text. Identifiers come from the database's metadata and are always quoted. */
final class Sql {
    private Sql() {}

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String quote(DestinationTable table) {
        return table.schema() == null ? quote(table.name()) : quote(table.schema()) + "." + quote(table.name());
    }

    /** The quoted names, separated by commas. */
    static String names(List<DestinationColumn> columns) {
        return list(columns, column -> quote(column.name()));
    }

    static String list(List<DestinationColumn> columns, Function<DestinationColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(", "));
    }

    static String and(List<DestinationColumn> columns, Function<DestinationColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(" AND "));
    }

    static String or(List<DestinationColumn> columns, Function<DestinationColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(" OR "));
    }
}
