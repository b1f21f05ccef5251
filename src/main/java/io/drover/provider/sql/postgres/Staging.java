package io.drover.provider.sql.postgres;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.staged.StagingTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A temporary table in PostgreSQL beside the target: column {@code seq} numbers the rows, columns {@code c0}, {@code c1}, ...
 * have the target columns' types, but text for those whose binary format is not written here. Gone when the transaction ends.
 */
final class Staging implements StagingTable {
    private final Connection connection;
    private final String name;
    private final RowCopy copy;
    /** Once there were rows, a rollback may bring them back. */
    private boolean untouched = true;

    private Staging(Connection connection, String name, RowCopy copy) {
        this.connection = connection;
        this.name = name;
        this.copy = copy;
    }

    static Staging create(Connection connection, String name, DestinationTable table, List<DestinationColumn> columns)
            throws SQLException {
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            // Of the type below a domain, whose checks are for rows that are stored
            String type = PostgresTypes.isText(columns.get(i))
                    ? "text"
                    : columns.get(i).typeName();
            selected.add(Sql.quote(columns.get(i).name()) + "::" + type + " AS c" + i);
        }
        String qualified = "pg_temp." + name;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + name + " ON COMMIT DROP AS SELECT 0 AS seq, "
                    + String.join(", ", selected) + " FROM " + Sql.quote(table) + " WITH NO DATA");
        }
        String names = IntStream.range(0, columns.size())
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", ", "seq, ", ""));
        return new Staging(
                connection, qualified, new RowCopy(connection, qualified + " (" + names + ")", columns, true));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(List<Object[]> rows) throws SQLException {
        untouched = false;
        copy.run(rows);
    }

    @Override
    public void analyze() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + name);
        }
    }

    @Override
    public String value(String staged, DestinationColumn column) {
        return PostgresTypes.isText(column) ? staged + "::" + column.typeName() : staged;
    }

    /** Empties the table. Outside of savepoints this gives the space back at once; within one, only at the commit. */
    @Override
    public void clear() throws SQLException {
        if (untouched) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + name);
        }
    }
}
