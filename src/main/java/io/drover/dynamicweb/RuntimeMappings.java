package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The mappings that Dynamicweb would make at each run: tables and columns of equal names, as the snapshots of both sides know them. */
final class RuntimeMappings {
    /** What says nothing of tables, in lower case. */
    private static final Set<String> WITHOUT_TABLE = Set.of("schema", "skipfailingrows", "repositoriesindexupdate");

    private final Node source;
    private final Node destination;
    private final Notes notes;

    RuntimeMappings(Node source, Node destination, Notes notes) {
        this.source = source;
        this.destination = destination;
        this.notes = notes;
    }

    /** In the form of those that a job file has; empty when the snapshots have no table in common, for a job that loads all there is. */
    List<Node> all() {
        List<Node> mappings = new ArrayList<>();
        for (Node table : tables(source)) {
            tables(destination).stream()
                    .filter(other -> other.text("tableName").equalsIgnoreCase(table.text("tableName")))
                    .findFirst()
                    .ifPresent(other -> mappings.add(mapping(table, other)));
        }
        if (mappings.isEmpty()) {
            notes.add(
                    "CreateMappingAtRuntime: every table of a delivery is loaded, and a column that its table lacks fails the"
                            + " run; write mappings with schemaChange=\"ignore\" where such columns are to be left out");
            refuseOptions();
        }
        return mappings;
    }

    /** Options say something of tables: of which, nobody knows here. */
    private void refuseOptions() {
        List<String> options = destination.children().stream()
                .filter(Node::saysSomething)
                .filter(option -> !WITHOUT_TABLE.contains(option.name().toLowerCase(Locale.ROOT)))
                .filter(option -> !DataSources.names(option.name()))
                .map(option -> option.name() + "=" + option.shown())
                .toList();
        if (!isFile() && !options.isEmpty()) {
            notes.refuse(
                    "CreateMappingAtRuntime without tables in the <Schema> of both sides: " + String.join(", ", options)
                            + " has no table to count for; save the job with its schemas, or with mappings");
        }
    }

    private boolean isFile() {
        return List.of("Xml", "Csv", "Excel").contains(destination.kind());
    }

    private static List<Node> tables(Node provider) {
        return provider.child("Schema").map(schema -> schema.all("table")).orElse(List.of());
    }

    private static Node mapping(Node table, Node other) {
        TreeSet<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        columns.addAll(columns(other));
        List<Node> mapped = columns(table).stream()
                .filter(columns::contains)
                .map(name ->
                        element("columnMapping", List.of(leaf("sourceColumn", name), leaf("destinationColumn", name))))
                .toList();
        return element(
                "mapping",
                List.of(
                        leaf("sourceTableName", table.text("tableName")),
                        leaf("destinationTableName", other.text("tableName")),
                        leaf("addColumnsFromSourceToMappingIfMissing", "True"),
                        element("columnMappings", mapped)));
    }

    private static List<String> columns(Node table) {
        Optional<Node> columns = table.child("columns");
        return columns.stream()
                .flatMap(all -> all.all("column").stream())
                .map(column -> column.text("name"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Node element(String name, List<Node> children) {
        return new Node(name, "", "", children);
    }

    private static Node leaf(String name, String text) {
        return new Node(name, "", text, List.of());
    }
}
