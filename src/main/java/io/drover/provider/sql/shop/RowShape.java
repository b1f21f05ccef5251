package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.WriteOptions;
import io.drover.provider.value.CanonicalText;
import io.drover.provider.value.ListText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The columns of rows as a mapping has them, and as they are stored: without the virtual ones, with those that are filled in. */
final class RowShape {
    private final DestinationTable table;
    private final List<DestinationColumn> mapped;
    private final List<DestinationColumn> keys;
    private final WriteOptions options;
    private final Map<String, Integer> mappedAt = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<DestinationColumn> stored = new ArrayList<>();
    private final Map<String, Integer> storedAt = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<DestinationColumn> insertOnly = new HashSet<>();

    /**
     * The shape of the rows of a writer.
     *
     * @param table as the database has it
     * @param columns as the mapping has them
     */
    RowShape(
            DestinationTable table,
            ShopTable rule,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            WriteOptions options) {
        this.table = table;
        this.mapped = columns;
        this.keys = keys;
        this.options = options;
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            mappedAt.put(name, i);
            if (rule.virtual().stream().noneMatch(name::equalsIgnoreCase)) {
                store(name);
            }
        }
        options.insertOnly().forEach(column -> insertOnly.add(own(column)));
    }

    private DestinationColumn own(DestinationColumn column) {
        return table.column(column.name()).orElseThrow();
    }

    DestinationTable table() {
        return table;
    }

    WriteOptions options() {
        return options;
    }

    /** Whether the mapping has a column. */
    boolean maps(String name) {
        return mappedAt.containsKey(name);
    }

    /** Stores a column too, when the table has it. */
    void store(String name) {
        table.column(name).filter(column -> !storedAt.containsKey(name)).ifPresent(column -> {
            storedAt.put(name, stored.size());
            stored.add(column);
        });
    }

    /** Stores a column too that only new rows get. */
    void storeInsertOnly(String name) {
        store(name);
        table.column(name).ifPresent(insertOnly::add);
    }

    List<DestinationColumn> stored() {
        return List.copyOf(stored);
    }

    /** The stored columns of these names, which the table must have; others are left out. */
    List<DestinationColumn> stored(List<String> names) {
        return names.stream()
                .filter(storedAt::containsKey)
                .map(name -> stored.get(storedAt.get(name)))
                .toList();
    }

    /** The key columns that the mapping names. */
    List<DestinationColumn> mappedKeys() {
        return keys.stream().map(this::own).toList();
    }

    /** How rows are written, with the table's own columns. */
    WriteOptions writeOptions() {
        Set<DestinationColumn> kept = new HashSet<>();
        options.keptWhenNull().forEach(column -> kept.add(own(column)));
        return new WriteOptions(options.table(), insertOnly, kept);
    }

    /** The value of a mapped column; null when it is not mapped. */
    Object value(MappedRow row, String name) {
        Integer at = mappedAt.get(name);
        return at == null ? null : row.values()[at];
    }

    /** The text of a mapped column, empty when it has none or is not mapped. */
    String text(MappedRow row, String name) {
        String text = CanonicalText.of(value(row, name));
        return text == null ? "" : text;
    }

    /** The values of the list that a mapped column has. */
    List<String> list(MappedRow row, String name) {
        return ListText.values(text(row, name), ",");
    }

    /** A whole number of a list. */
    static Long number(String name, String text) throws DestinationException {
        if (!text.matches("-?\\d{1,9}")) {
            throw new DestinationException(name + " has '" + text + "', which is no whole number; nothing was loaded");
        }
        return Long.valueOf(text);
    }

    /** The values to be stored, as far as they come. */
    Object[] values(MappedRow row) {
        Object[] values = new Object[stored.size()];
        for (int i = 0; i < mapped.size(); i++) {
            Integer at = storedAt.get(mapped.get(i).name());
            if (at != null) {
                values[at] = row.values()[i];
            }
        }
        return values;
    }

    /** Sets a value where the column is stored. */
    void set(Object[] values, String name, Object value) {
        Integer at = storedAt.get(name);
        if (at != null) {
            values[at] = typed(stored.get(at), value);
        }
    }

    /** A value in the class of the column: installations have other types than Dynamicweb's own. */
    static Object typed(DestinationColumn column, Object value) {
        if (value == null) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> value.toString();
            case BOOLEAN -> value instanceof Number number ? (Object) (number.longValue() != 0) : value;
            case SMALLINT, INTEGER, BIGINT ->
                value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : Long.valueOf(value.toString());
            case DECIMAL -> value instanceof BigDecimal ? value : new BigDecimal(value.toString());
            default -> value;
        };
    }
}
