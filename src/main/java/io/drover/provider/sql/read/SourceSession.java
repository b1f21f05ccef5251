package io.drover.provider.sql.read;

import io.drover.provider.sql.Dialects;
import io.drover.provider.sql.dialect.Cursor;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.SourceQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import javax.sql.DataSource;

/** A connection to read with, in one transaction that mostly changes nothing; given back as it was when closed. */
final class SourceSession implements AutoCloseable {
    /** Rows to take at once: enough to hide the way to the server, few enough for wide rows. */
    private static final int FETCH = 1000;

    private final Connection connection;
    private final int isolation;
    private final Dialect dialect;

    private SourceSession(Connection connection, int isolation, Dialect dialect) {
        this.connection = connection;
        this.isolation = isolation;
        this.dialect = dialect;
    }

    /** @param writes whether something is written too, in the same transaction */
    static SourceSession open(DataSource dataSource, boolean writes) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            int isolation = connection.getTransactionIsolation();
            Dialect dialect = Dialects.of(connection);
            if (dialect.snapshotIsolation() != Connection.TRANSACTION_NONE) {
                connection.setTransactionIsolation(dialect.snapshotIsolation());
            }
            dialect.beginReading();
            connection.setReadOnly(!writes);
            connection.setAutoCommit(false);
            dialect.beginTransaction(connection);
            return new SourceSession(connection, isolation, dialect);
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    Cursor open(SourceQuery query) throws SQLException {
        return dialect.open(connection, query, FETCH);
    }

    /** Runs a statement that changes something, with its parameters bound; it does not wait for ever for what the load itself holds. */
    void execute(SourceQuery query) throws SQLException {
        dialect.limitLockWaits(connection);
        if (query.parameters().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(query.plain());
            }
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            for (int i = 0; i < query.parameters().size(); i++) {
                dialect.syntax().setText(statement, i + 1, query.parameters().get(i));
            }
            statement.execute();
        }
    }

    /** Marks rows that were written; it does not wait for ever either. */
    void mark(WrittenMarks marks, String table, Collection<String[]> rows) throws SQLException {
        dialect.limitLockWaits(connection);
        marks.mark(connection, dialect.syntax(), table, rows);
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            connection.setTransactionIsolation(isolation);
            dialect.endReading();
            dialect.end(connection);
        }
    }
}
