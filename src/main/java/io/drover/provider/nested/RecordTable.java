package io.drover.provider.nested;

import io.drover.provider.DeliveryException;
import io.drover.provider.SourceTable;
import io.drover.provider.format.NameBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The columns of a table in order of appearance; names that differ only in case are one column. */
final class RecordTable {
    /** Columns of one table; databases stop at 1,600 or less. */
    private static final int MAX_COLUMNS = 4096;

    private final String name;
    private final Function<String, DeliveryException> fault;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Integer> folded = new HashMap<>();
    /** By every way of writing a name that was met. */
    private final Map<String, Integer> indexes = new HashMap<>();

    private final NameBudget budget = new NameBudget();
    private SourceTable sourceTable;

    RecordTable(String name, Function<String, DeliveryException> fault) {
        this.name = name;
        this.fault = fault;
    }

    String name() {
        return name;
    }

    int columnCount() {
        return columns.size();
    }

    /** The index of a column, which is added when it is new. */
    int column(String column) throws DeliveryException {
        int index = find(column);
        if (index >= 0) {
            return index;
        }
        if (columns.size() == MAX_COLUMNS) {
            throw fault.apply("table " + name + " has more than " + MAX_COLUMNS + " columns");
        }
        budget.take("table " + name, column);
        columns.add(column);
        folded.put(column.toLowerCase(Locale.ROOT), columns.size() - 1);
        indexes.put(column, columns.size() - 1);
        return columns.size() - 1;
    }

    /** The index of a column, or -1. */
    int find(String column) {
        Integer index = indexes.get(column);
        if (index == null) {
            index = folded.getOrDefault(column.toLowerCase(Locale.ROOT), -1);
            if (index >= 0) {
                indexes.put(column, index);
            }
        }
        return index;
    }

    /** The table as a source's; the same instance as long as no column is added. */
    SourceTable sourceTable() {
        if (sourceTable == null || sourceTable.columns().size() != columns.size()) {
            sourceTable = new SourceTable(name, List.copyOf(columns));
        }
        return sourceTable;
    }
}
