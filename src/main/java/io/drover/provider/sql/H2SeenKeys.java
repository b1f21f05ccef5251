package io.drover.provider.sql;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The keys of a delivery in a temporary table, which goes with the transaction. */
final class H2SeenKeys implements AutoCloseable {
    private final Removal removal;
    private final String name;
    private final List<DestinationColumn> keys;
    private final PreparedStatement insert;

    private H2SeenKeys(Removal removal, String name, List<DestinationColumn> keys, PreparedStatement insert) {
        this.removal = removal;
        this.name = name;
        this.keys = keys;
        this.insert = insert;
    }

    /**
     * Creates the table.
     *
     * @param number its number within the transaction
     */
    static H2SeenKeys open(Connection connection, DestinationTable table, List<DestinationColumn> keys, int number)
            throws SQLException {
        String name = "DROVER_SEEN_" + number;
        String columns = H2Statements.keyColumns(keys.size());
        try (Statement statement = connection.createStatement()) {
            // TRANSACTIONAL: without it H2 commits what was written before
            statement.execute("CREATE LOCAL TEMPORARY TABLE " + name + " (" + columns + ", PRIMARY KEY (" + columns
                    + ")) ON COMMIT DROP TRANSACTIONAL AS SELECT " + Sql.names(keys) + " FROM " + Sql.quote(table)
                    + " WHERE FALSE");
        }
        String parameters =
                IntStream.rangeClosed(1, keys.size()).mapToObj(i -> "?").collect(Collectors.joining(", "));
        PreparedStatement insert = connection.prepareStatement(
                "MERGE INTO " + name + " KEY (" + columns + ") VALUES (" + parameters + ")");
        return new H2SeenKeys(new Removal(connection, table), name, keys, insert);
    }

    void add(Object[] key) throws SQLException {
        if (removal.tableWasEmpty()) {
            return;
        }
        for (int i = 0; i < key.length; i++) {
            insert.setObject(i + 1, key[i]);
        }
        try {
            insert.executeUpdate();
        } catch (SQLException e) {
            // A key that its columns cannot hold is no row's key
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
        }
    }

    long removeMissing(int maxDeletePercent) throws SQLException {
        if (removal.tableWasEmpty()) {
            return 0;
        }
        String isSame = IntStream.range(0, keys.size())
                .mapToObj(i -> "s.K" + i + " = t." + Sql.quote(keys.get(i).name()))
                .collect(Collectors.joining(" AND "));
        return removal.run(name, isSame, maxDeletePercent);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
