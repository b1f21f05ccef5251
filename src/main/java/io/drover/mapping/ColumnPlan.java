package io.drover.mapping;

import io.drover.definition.ColumnDefinition;
import io.drover.definition.MappingDefinition;
import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.Names;
import io.drover.provider.SourceTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which source column goes to which destination column, and which of these are the keys. */
final class ColumnPlan {
    private final MappingDefinition definition;
    private final DestinationTable table;
    private final SourceTable sourceTable;
    /** Source names by destination column: the explicit ones in the definition's order, then the automatic ones. */
    private final Map<DestinationColumn, String> sources = new LinkedHashMap<>();

    private final Set<String> explicitSources = new HashSet<>();

    ColumnPlan(MappingDefinition definition, DestinationTable table, SourceTable sourceTable)
            throws DestinationException {
        this.definition = definition;
        this.table = table;
        this.sourceTable = sourceTable;
        for (ColumnDefinition column : definition.columns()) {
            DestinationColumn destination =
                    table.open() ? ofFile(column.destination(), column.source()) : existing(column.destination());
            if (sources.putIfAbsent(destination, column.source()) != null) {
                throw new DestinationException(where() + ": " + destination.name() + " is mapped from both "
                        + sources.get(destination) + " and " + column.source() + ". Remove one of them");
            }
            explicitSources.add(folded(column.source()));
        }
    }

    /** Adds the source columns whose names a destination column has. */
    void addAutomatic() throws DestinationException {
        List<String> sourceColumns = sourceTable.columns();
        Map<DestinationColumn, String> automatic = new LinkedHashMap<>();
        for (String source : sourceColumns) {
            Optional<DestinationColumn> destination = automaticDestination(source);
            if (destination.isPresent()) {
                String other = automatic.putIfAbsent(destination.get(), source);
                if (other != null) {
                    throw new DestinationException(where() + ": the source columns " + other + " and " + source
                            + " both match " + destination.get().name() + ". Map one of them with a <column>");
                }
            }
        }
        sources.putAll(automatic);
        if (sources.isEmpty()) {
            throw new DestinationException(where() + ": no column is mapped. The source has "
                    + String.join(", ", sourceColumns) + "; the table has "
                    + String.join(", ", columnNames(table.columns())));
        }
    }

    /** The destination column that a source column would go to by its name, if any. */
    Optional<DestinationColumn> automaticDestination(String source) throws DestinationException {
        if (!definition.automatic() || explicitSources.contains(folded(source))) {
            return Optional.empty();
        }
        if (table.open()) {
            return Optional.of(ofFile(source, source)).filter(column -> !isExplicit(column));
        }
        return find(source).filter(column -> !column.generated() && !isExplicit(column));
    }

    /** Whether a source column is mapped. */
    boolean takes(String source) {
        return sources.values().stream().anyMatch(source::equalsIgnoreCase);
    }

    private DestinationColumn ofFile(String name, String source) {
        for (int i = 0; i < sourceTable.columns().size(); i++) {
            if (sourceTable.columns().get(i).equalsIgnoreCase(source)) {
                return DestinationColumn.ofFile(name, sourceTable.type(i));
            }
        }
        return DestinationColumn.ofFile(name, ColumnType.TEXT);
    }

    List<DestinationColumn> destinations() {
        return List.copyOf(sources.keySet());
    }

    String source(DestinationColumn destination) {
        return sources.get(destination);
    }

    /** The columns that decide between insert and update; empty means that every row is inserted. */
    List<DestinationColumn> keys() throws DestinationException {
        List<DestinationColumn> keys = new ArrayList<>();
        for (String name : definition.keys()) {
            DestinationColumn key = existing(name);
            if (!sources.containsKey(key)) {
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
            Optional<DestinationColumn> key = find(name).filter(sources::containsKey);
            if (key.isEmpty()) {
                return List.of();
            }
            keys.add(key.get());
        }
        return List.copyOf(keys);
    }

    private boolean isExplicit(DestinationColumn column) {
        String source = sources.get(column);
        return source != null && explicitSources.contains(folded(source));
    }

    private DestinationColumn existing(String name) throws DestinationException {
        return find(name)
                .orElseThrow(() -> new DestinationException(where() + ": table " + table.name() + " has no column "
                        + name + "; " + Names.near("columns", name, columnNames(table.columns()))));
    }

    /** A name written exactly wins over one that differs in case. */
    private Optional<DestinationColumn> find(String name) throws DestinationException {
        List<DestinationColumn> found = table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
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

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
