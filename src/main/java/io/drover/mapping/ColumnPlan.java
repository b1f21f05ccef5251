package io.drover.mapping;

import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.ColumnDefinition.ValueType;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.SchemaChange;
import io.drover.provider.ColumnType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.NameForm;
import io.drover.provider.NameSuggestions;
import io.drover.provider.SourceTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which destination columns get a value and from where, and which of these are the keys. */
final class ColumnPlan {
    private final MappingDefinition definition;
    private final DestinationTable table;
    private final SourceTable sourceTable;
    /** By destination column: the explicit ones in the definition's order, then the automatic ones. */
    private final Map<DestinationColumn, ColumnDefinition> columns = new LinkedHashMap<>();

    /** Source columns that the definition maps, in lower case: they are not mapped by their names too. */
    private final Set<String> explicitSources = new HashSet<>();

    private final Set<DestinationColumn> explicit = new HashSet<>();
    /** Source columns that the definition maps and that have vanished, in lower case. */
    private final Set<String> vanished = new HashSet<>();

    private final Set<String> used;

    ColumnPlan(MappingDefinition definition, DestinationTable table, SourceTable sourceTable)
            throws DestinationException {
        this.definition = definition;
        this.table = table;
        this.sourceTable = sourceTable;
        this.used = UsedColumns.of(definition);
        for (ColumnDefinition column : definition.columns().explicit()) {
            DestinationColumn destination = table.open() ? ofFile(column) : existing(column.destination());
            if (!explicit.add(destination)) {
                throw new DestinationException(where() + ": " + destination.name() + " is mapped from both "
                        + columns.get(destination).source() + " and " + column.source() + ". Remove one of them");
            }
            if (column.source() != null) {
                explicitSources.add(UsedColumns.folded(column.source()));
            }
            if (mayBeLeftOut(column, destination)) {
                vanished.add(UsedColumns.folded(column.source()));
            } else {
                columns.put(destination, column);
            }
        }
    }

    /** A vanished column that was written all the same would empty the column of every row. */
    private boolean mayBeLeftOut(ColumnDefinition column, DestinationColumn destination) {
        return definition.columns().schemaChange() == SchemaChange.IGNORE
                && column.source() != null
                && SourceColumns.indexOf(column.source(), sourceTable.columns()) < 0
                && definition.columns().keys().stream().noneMatch(destination.name()::equalsIgnoreCase)
                && table.primaryKey().stream().noneMatch(destination.name()::equalsIgnoreCase);
    }

    /** Adds the source columns whose names a destination column has. */
    void addAutomatic() throws DestinationException {
        List<String> sourceColumns = sourceTable.columns();
        Map<DestinationColumn, ColumnDefinition> automatic = new LinkedHashMap<>();
        for (String source : sourceColumns) {
            Optional<DestinationColumn> destination = automaticDestination(source);
            if (destination.isPresent()) {
                ColumnDefinition column =
                        new ColumnDefinition(source, destination.get().name());
                ColumnDefinition other = automatic.putIfAbsent(destination.get(), column);
                if (other != null) {
                    throw new DestinationException(where() + ": the source columns " + other.source() + " and " + source
                            + " both match " + destination.get().name() + ". Map one of them with a <column>");
                }
            }
        }
        columns.putAll(automatic);
        if (columns.isEmpty()) {
            throw new DestinationException(where() + ": no column is mapped. The source has "
                    + String.join(", ", sourceColumns) + "; the table has "
                    + String.join(", ", columnNames(table.columns())));
        }
    }

    /** The destination column that a source column would go to by its name, if any. */
    Optional<DestinationColumn> automaticDestination(String source) throws DestinationException {
        if (!definition.columns().automatic() || explicitSources.contains(UsedColumns.folded(source))) {
            return Optional.empty();
        }
        if (table.open()) {
            return Optional.of(ofFile(new ColumnDefinition(source, source)))
                    .filter(column -> !explicit.contains(column));
        }
        return find(source).filter(column -> !column.generated() && !explicit.contains(column));
    }

    /** Whether a source column that comes up leads to other destination columns than those planned. */
    boolean isChangedBy(String source) throws DestinationException {
        return vanished.contains(UsedColumns.folded(source))
                || (automaticDestination(source).isPresent()
                        && columns.values().stream().noneMatch(column -> source.equalsIgnoreCase(column.source())));
    }

    /** The source columns of an automatic mapping that neither the definition nor the table knows. */
    List<String> unknown(List<String> sourceColumns) throws DestinationException {
        if (!definition.columns().automatic() || table.open()) {
            return List.of();
        }
        List<String> unknown = new ArrayList<>();
        for (String source : sourceColumns) {
            if (!used.contains(UsedColumns.folded(source)) && find(source).isEmpty()) {
                unknown.add(source);
            }
        }
        return unknown;
    }

    /** Whether columns that nobody knows are added to the table. */
    boolean addsColumns() {
        return definition.columns().schemaChange() == SchemaChange.ADD_TEXT_COLUMN;
    }

    /** Whether the destination is a file, which takes texts. */
    boolean toFile() {
        return table.open();
    }

    /** Fails when there are columns that nobody knows, and the definition does not say what to do with them. */
    void requireKnown(List<String> sourceColumns) throws DestinationException {
        List<String> unknown =
                definition.columns().schemaChange() == SchemaChange.FAIL ? unknown(sourceColumns) : List.<String>of();
        if (!unknown.isEmpty()) {
            throw new DestinationException(where() + ": table " + table.name() + " has no column for "
                    + String.join(", ", unknown)
                    + " of the source. Map each with a <column>, or set schemaChange=\"ignore\" to leave them out or"
                    + " schemaChange=\"addTextColumn\" to add them to the table");
        }
    }

    /** Fails when a column gets values of a type that no text stands for. */
    void requireWritable() throws DestinationException {
        for (DestinationColumn column : columns.keySet()) {
            if (column.dataType().takes(Special.NOTHING)) {
                throw new DestinationException(where() + ": the column " + column.name() + " of the table "
                        + table.name() + " is of the type " + column.typeName()
                        + ", whose values have no text that could be loaded. Leave it out; nothing was loaded");
            }
        }
    }

    private DestinationColumn ofFile(ColumnDefinition column) {
        int index = column.source() == null ? -1 : SourceColumns.indexOf(column.source(), sourceTable.columns());
        ColumnType known = index < 0 || !column.functions().isEmpty() ? ColumnType.TEXT : sourceTable.type(index);
        ColumnType type = known == ColumnType.JSON && !table.nested() ? ColumnType.TEXT : known;
        return DestinationColumn.ofFile(column.destination(), column.type() == null ? type : columnType(column.type()));
    }

    private static ColumnType columnType(ValueType type) {
        return type == ValueType.INTEGER ? ColumnType.BIGINT : ColumnType.valueOf(type.name());
    }

    List<DestinationColumn> destinations() {
        return List.copyOf(columns.keySet());
    }

    ColumnDefinition column(DestinationColumn destination) {
        return columns.get(destination);
    }

    /** The columns that decide between insert and update; empty means that every row is inserted. */
    List<DestinationColumn> keys() throws DestinationException {
        List<DestinationColumn> keys = new ArrayList<>();
        for (String name : definition.columns().keys()) {
            DestinationColumn key = existing(name);
            if (!columns.containsKey(key)) {
                throw new DestinationException(where() + ": the key column " + key.name()
                        + " gets no value. Map it, or choose the keys from the mapped columns: "
                        + String.join(", ", columnNames(destinations())));
            }
            if (!keys.contains(key)) {
                keys.add(key);
            }
        }
        if (!keys.isEmpty()) {
            return List.copyOf(keys);
        }
        for (String name : table.primaryKey()) {
            Optional<DestinationColumn> key =
                    table.open() ? mapped(name) : find(name).filter(columns::containsKey);
            if (key.isEmpty()) {
                return List.of();
            }
            keys.add(key.get());
        }
        return List.copyOf(keys);
    }

    /** Of a table that has whatever columns are mapped. */
    private Optional<DestinationColumn> mapped(String name) {
        return columns.keySet().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    private DestinationColumn existing(String name) throws DestinationException {
        return find(name)
                .orElseThrow(() -> new DestinationException(where() + ": table " + table.name() + " has no column "
                        + name + "; " + NameSuggestions.near("columns", name, columnNames(table.columns()))));
    }

    /** A name written exactly wins over one that differs in case. */
    private Optional<DestinationColumn> find(String name) throws DestinationException {
        List<DestinationColumn> found = table.columns().stream()
                .filter(column -> NameForm.equal(column.name(), name))
                .toList();
        if (found.size() < 2) {
            return found.stream().findFirst();
        }
        Optional<DestinationColumn> exact =
                found.stream().filter(column -> column.name().equals(name)).findFirst();
        if (exact.isEmpty()) {
            throw new DestinationException(where() + ": table " + table.name() + " has several columns " + name + ": "
                    + String.join(", ", columnNames(found)) + ". Write the one you mean in its own case");
        }
        return exact;
    }

    private String where() {
        String mapping = "mapping " + definition.sourceTable() + " -> " + table.name();
        return definition.line() > 0 ? "line " + definition.line() + ", " + mapping : mapping;
    }

    private static List<String> columnNames(List<DestinationColumn> columns) {
        return columns.stream().map(DestinationColumn::name).toList();
    }
}
