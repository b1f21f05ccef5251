package io.drover.provider.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.LongStream;

/**
 * The rows that a delivery touched, by H2's row numbers. Not a temporary table of keys: H2 keeps those in memory, 300 bytes
 * and more a row.
 */
final class H2SeenRows implements AutoCloseable {
    private final Connection connection;
    private final Removal removal;
    private final H2Statements statements;
    private final PreparedStatement find;
    private final RowSet rows = new RowSet();

    H2SeenRows(Connection connection, Removal removal, H2Statements statements) throws SQLException {
        this.connection = connection;
        this.removal = removal;
        this.statements = statements;
        this.find = connection.prepareStatement(statements.findRows());
    }

    /** Notes the rows that have a key now. */
    void add(Object[] key) throws SQLException {
        if (removal.tableWasEmpty()) {
            return;
        }
        for (int i = 0; i < key.length; i++) {
            find.setObject(i + 1, key[i]);
        }
        try (ResultSet found = find.executeQuery()) {
            while (found.next()) {
                rows.add(found.getLong(1));
            }
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
        long limit = removal.limit(maxDeletePercent);
        long count = 0;
        LongStream.Builder missing = LongStream.builder();
        try (Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery(statements.allRows())) {
            while (all.next()) {
                long row = all.getLong(1);
                if (!rows.contains(row) && count++ < limit) {
                    missing.add(row);
                }
            }
        }
        removal.check(count, maxDeletePercent);
        try (PreparedStatement delete = connection.prepareStatement(statements.deleteRow())) {
            for (long row : missing.build().toArray()) {
                delete.setLong(1, row);
                delete.executeUpdate();
            }
        } catch (SQLException e) {
            throw removal.explained(e);
        }
        return count;
    }

    @Override
    public void close() throws SQLException {
        find.close();
    }
}
