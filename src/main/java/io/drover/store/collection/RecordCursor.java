package io.drover.store.collection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Records that are read one after the other, as of one instant. It holds a connection until it is closed. */
public final class RecordCursor implements AutoCloseable {
    private static final int FETCH_ROWS = 500;

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<RecordOrder> order;
    private StoredRecord last;
    private final List<Object> position = new ArrayList<>();

    private RecordCursor(Connection connection, PreparedStatement statement, ResultSet rows, List<RecordOrder> order) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.order = order;
    }

    @SuppressWarnings("MustBeClosedChecker")
    static RecordCursor open(Connection connection, SqlPart sql, RecordQuery query) throws SQLException {
        try {
            connection.setAutoCommit(false); // else PostgreSQL gives all rows at once
            connection.setReadOnly(true);
            PreparedStatement statement = connection.prepareStatement(sql.sql());
            statement.setFetchSize(FETCH_ROWS);
            RecordRows.bind(statement, sql.values());
            return new RecordCursor(connection, statement, statement.executeQuery(), query.order());
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                connection.rollback();
            }
            throw e;
        }
    }

    /** The next record; null at the end. */
    public StoredRecord next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        last = RecordRows.read(rows);
        position.clear();
        for (int i = 0; i < order.size(); i++) {
            position.add(key(order.get(i), RecordRows.COUNT + 1 + i));
        }
        position.add(last.identifier());
        return last;
    }

    private Object key(RecordOrder by, int column) throws SQLException {
        if (by.operand() == SystemField.INSERTED || by.operand() == SystemField.UPDATED) {
            return rows.getObject(column, OffsetDateTime.class);
        }
        return switch (by.sort()) {
            case TEXT -> rows.getString(column);
            case NUMBER -> rows.getBigDecimal(column);
            case TRUTH -> rows.getObject(column, Boolean.class);
        };
    }

    /** Where the last record stands in the order: for {@link RecordQuery#from}. */
    public List<Object> position() {
        return new ArrayList<>(position);
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                statement) {
            rows.close();
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        }
    }
}
