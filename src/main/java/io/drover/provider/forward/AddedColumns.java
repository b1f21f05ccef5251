package io.drover.provider.forward;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns that a run would add to tables, kept here and not in the database. By one thread. */
public final class AddedColumns {
    private final Map<String, List<DestinationColumn>> byTable = new HashMap<>();

    /** Notes one, for text of any length. */
    public void add(DestinationTable table, String name) {
        byTable.computeIfAbsent(table.name(), any -> new ArrayList<>())
                .add(new DestinationColumn(name, new DataType(ColumnType.TEXT, "text", 0, 0), true, false, false));
    }

    /** Those of a table. */
    public List<DestinationColumn> of(DestinationTable table) {
        return byTable.getOrDefault(table.name(), List.of());
    }

    /** A table as it would be with them. */
    public DestinationTable with(DestinationTable table) {
        List<DestinationColumn> columns = new ArrayList<>(table.columns());
        columns.addAll(of(table));
        return new DestinationTable(
                table.schema(), table.name(), columns, table.primaryKey(), table.open(), table.nested());
    }
}
