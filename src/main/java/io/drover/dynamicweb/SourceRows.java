package io.drover.dynamicweb;

import java.util.List;
import java.util.stream.Stream;

/** The mappings of a source, and the rows of its tables that they read. */
record SourceRows(Node source, List<Node> mappings, Notes notes) {

    /** Whether the conditions of a mapping are those of its table: not when several mappings read it. */
    static boolean hasConditionsOf(Node mapping, List<Node> mappings) {
        String table = mapping.text("sourceTableName");
        return mappings.stream()
                        .filter(other -> other.text("sourceTableName").equalsIgnoreCase(table))
                        .count()
                == 1;
    }

    /** The mappings that read a table. */
    Stream<Node> mappingsOf(String table) {
        return mappings.stream()
                .filter(mapping -> mapping.text("sourceTableName").equalsIgnoreCase(table));
    }

    /** Adds the conditions of the mappings of a table. */
    void conditions(String table, NativeElement element) {
        mappingsOf(table)
                .filter(mapping -> hasConditionsOf(mapping, mappings))
                .forEach(mapping -> new ConditionsConversion(mapping, table, notes).addTo(element));
    }

    /** The columns of a table that are read. */
    Stream<String> columns(String table) {
        return mappingsOf(table)
                .flatMap(mapping -> mapping.child("columnMappings").stream())
                .flatMap(columns -> columns.all("columnMapping").stream())
                .map(column -> column.text("sourceColumn"));
    }

    static void condition(NativeElement to, String column, String operator, String value) {
        to.add("condition").with("column", column).with("operator", operator).with("value", value);
    }

    static void mark(NativeElement to, String column, String value) {
        to.add("mark").with("column", column).with("value", value);
    }
}
