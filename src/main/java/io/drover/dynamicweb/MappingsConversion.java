package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The table mappings of a job. */
final class MappingsConversion {
    private final List<Node> mappings;
    private final DestinationConversion destination;
    private final boolean ofDatabase;
    private final Notes notes;
    /** Lower-case names of the primary key's columns by lower-case table, of the destination's snapshot. */
    private final Map<String, Set<String>> primaryKeys = new LinkedHashMap<>();

    /**
     * The conversion.
     *
     * @param ofDatabase whether the source is one: its tables have the conditions
     */
    MappingsConversion(List<Node> mappings, DestinationConversion destination, boolean ofDatabase, Notes notes) {
        this.ofDatabase = ofDatabase;
        this.mappings = mappings;
        this.destination = destination;
        this.notes = notes;
        destination.provider().child("Schema").ifPresent(schema -> schema.all("table")
                .forEach(this::addKeys));
    }

    private void addKeys(Node table) {
        Set<String> keys = new HashSet<>();
        table.child("columns").ifPresent(columns -> columns.all("column").stream()
                .filter(column -> column.is("isPrimaryKey"))
                .forEach(column -> keys.add(lower(column.text("name")))));
        primaryKeys.put(lower(table.text("tableName")), keys);
    }

    /** Whether a mapping counts. */
    static boolean isActive(Node mapping) {
        return mapping.child("isActive").isEmpty() || mapping.is("isActive");
    }

    void addTo(NativeElement converted) {
        for (Node mapping : mappings) {
            String name = mapping.text("sourceTableName") + " -> " + mapping.text("destinationTableName");
            if (isActive(mapping)) {
                addMapping(mapping, name, converted);
            } else {
                notes.add("the mapping " + name + " is not active and was left out");
            }
        }
        DestinationTables.checkOptions(destination, notes);
    }

    private void addMapping(Node mapping, String name, NativeElement converted) {
        String table = mapping.text("destinationTableName");
        if (!mapping.text("scriptClass").isEmpty()) {
            notes.refuse("mapping " + name + ": scriptClass=" + mapping.text("scriptClass") + " has no counterpart");
        }
        NativeElement element = converted
                .add("mapping")
                .with("source", mapping.text("sourceTableName"))
                .with("destination", table);
        if (mapping.is("addColumnsFromSourceToMappingIfMissing")) {
            element.with("automatic", "true").with("schemaChange", "ignore");
        }
        List<ColumnMapping> columns = columns(mapping, name);
        if (destination.isDatabase()) {
            options(mapping, table, element);
        }
        ColumnMapping.addAll(columns, element, notes);
        if (destination.isDatabase()) {
            VirtualColumns.check(table, columns, destination, notes);
            constants(table, columns, element);
            keys(table, columns, element);
            DestinationTables.check(table, columns, destination, notes);
        }
        List<Node> active =
                mappings.stream().filter(MappingsConversion::isActive).toList();
        if (!ofDatabase || !SourceRows.hasConditionsOf(mapping, active)) {
            new ConditionsConversion(mapping, name, notes).addTo(element);
        }
    }

    private List<ColumnMapping> columns(Node mapping, String name) {
        List<ColumnMapping> columns = new ArrayList<>();
        List<Node> all = mapping.child("columnMappings")
                .map(node -> node.all("columnMapping"))
                .orElse(List.of());
        for (Node node : all) {
            ColumnMapping column = ColumnMapping.of(node, name);
            if (column.active()) {
                columns.add(column);
            }
        }
        return columns;
    }

    private void options(Node mapping, String table, NativeElement element) {
        boolean product = table.equalsIgnoreCase("EcomProducts");
        if (destination.is("DeleteIncomingItems")) {
            element.with("deleteIncoming", "true");
            return;
        }
        if (destination.is("UpdateOnlyExistingRecords") || (product && destination.is("UpdateOnlyExistingProducts"))) {
            element.with("mode", "update");
        } else if (destination.is("InsertOnlyNewRecords")) {
            element.with("mode", "insert");
        }
        boolean first = product && destination.kind().equals("Ecom");
        if (destination.is("DiscardDuplicates") || first) {
            element.with("discardDuplicates", "true");
        }
        boolean removes = mapping.is("deleteRowsMissingFromSource")
                || destination.is("RemoveMissingAfterImport")
                || destination.is("RemoveMissingAfterImportDestinationTablesOnly")
                || destination.is("RemoveMissingRows");
        boolean deactivates = product && destination.is("DeactivateMissingProducts");
        if (removes && !deactivates) {
            element.with("removeMissing", "true");
        }
        if (removes || deactivates) {
            notes.add("rows missing from the source: the run fails rather than delete or deactivate more than 20 % of a"
                    + " table; set maxDeletePercent to allow more");
        }
        if (deactivates) {
            element.add("deactivate").with("column", "ProductActive").with("value", "false");
        }
    }

    /** What the provider adds to a mapping that has no column for it; that of the shop adds more, which {@code <ecom>} does. */
    private void constants(String table, List<ColumnMapping> columns, NativeElement element) {
        if (destination.kind().equals("Ecom")) {
            return;
        }
        String language = ShopColumns.language(table);
        if (language != null && !destination.text("DefaultLanguage").isEmpty() && !maps(columns, language)) {
            constant(element, language, destination.text("DefaultLanguage"));
        }
        String shop = ShopColumns.shop(table);
        if (shop != null && !destination.text("Shop").isEmpty() && !maps(columns, shop)) {
            constant(element, shop, destination.text("Shop"));
        }
    }

    private static void constant(NativeElement element, String column, String value) {
        element.add("column").with("destination", column).add("constant").with("value", value);
    }

    /** The checked key columns, else those of the primary key that are mapped. */
    private void keys(String table, List<ColumnMapping> columns, NativeElement element) {
        List<String> keys = columns.stream()
                .filter(ColumnMapping::key)
                .map(ColumnMapping::destination)
                .toList();
        if (keys.isEmpty()
                && lower(table).startsWith("accessuser")
                && maps(columns, destination.text("UserKeyField"))) {
            keys = List.of(destination.text("UserKeyField"));
        }
        Set<String> primary = primaryKeys.getOrDefault(lower(table), Set.of());
        if (keys.isEmpty()) {
            keys = columns.stream()
                    .map(ColumnMapping::destination)
                    .filter(column -> primary.contains(lower(column)))
                    .toList();
        }
        boolean shop = destination.kind().equals("Ecom");
        keys = shop ? ShopKeys.of(table, keys, columns, destination, notes) : keys;
        Set<String> added = new HashSet<>();
        keys.stream().filter(key -> added.add(lower(key))).forEach(key -> element.add("key")
                .with("column", key));
        String language = ShopColumns.language(table);
        boolean ofDefault =
                language != null && !destination.text("DefaultLanguage").isEmpty();
        if (!shop && !keys.isEmpty() && ofDefault && added.add(lower(language))) {
            element.add("key").with("column", language);
        }
    }

    private static boolean maps(List<ColumnMapping> columns, String destination) {
        return columns.stream().anyMatch(column -> column.destination().equalsIgnoreCase(destination));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
