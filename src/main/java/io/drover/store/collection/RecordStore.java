package io.drover.store.collection;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The records of a collection. Thread-safe.
 *
 * <pre>{@code
 * records.change(transaction -> {
 *     StoredRecord before = transaction.lock(List.of("A1")).get("A1");
 *     return List.of(new RecordChange("A1", before, content));
 * });
 * }</pre>
 */
public final class RecordStore {
    private static final int MOST_ATTEMPTS = 10;

    private final Store store;
    private final String collection;
    private final CollectionTable table;
    private final RecordObserver observer;
    private final RecordDialect dialect;

    /** @param collection its code, for the observer */
    public RecordStore(Store store, String collection, CollectionTable table, RecordObserver observer) {
        this.store = store;
        this.collection = collection;
        this.table = table;
        this.observer = observer;
        this.dialect = RecordDialect.of(store);
    }

    /** Decides in a transaction what is changed. */
    @FunctionalInterface
    public interface Decision {
        /** The changes, of records that it has locked; may be asked again, after another has come in between. */
        List<RecordChange> decide(RecordTransaction transaction) throws SQLException;
    }

    /**
     * Changes records: all that is decided, or nothing.
     *
     * @return the records that were written, as they are now, by their identifiers
     */
    public Map<String, StoredRecord> change(Decision decision) {
        for (int attempt = 1; ; attempt++) {
            try {
                Map<String, StoredRecord> written = store.jdbi().inTransaction(handle -> changed(handle, decision));
                store.settle();
                return written;
            } catch (JdbiException | SQLExceptionOfRecords e) {
                if (attempt == MOST_ATTEMPTS || !(SqlErrors.isDuplicateKey(e) || SqlErrors.isConflict(e))) {
                    throw e;
                }
            }
        }
    }

    private Map<String, StoredRecord> changed(Handle handle, Decision decision) {
        Connection connection = handle.getConnection();
        RecordTransaction transaction = new RecordTransaction(connection, dialect, table);
        try {
            List<RecordChange> changes = decision.decide(transaction);
            if (changes.isEmpty()) {
                return Map.of();
            }
            transaction.write(changes);
            List<RecordChange> ofContent =
                    changes.stream().filter(change -> !change.isOfValidity()).toList();
            observer.changed(connection, collection, ofContent);
            return transaction.lock(
                    changes.stream().map(RecordChange::identifier).toList());
        } catch (SQLException e) {
            throw new SQLExceptionOfRecords(e);
        }
    }

    /** A failure of SQL on its way through a transaction. */
    private static final class SQLExceptionOfRecords extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SQLExceptionOfRecords(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Changes of records in a transaction that somebody else commits. */
    public RecordRun run(Connection connection) {
        return new RecordRun(connection, dialect, table, collection, observer);
    }

    public Optional<StoredRecord> find(String identifier) {
        try {
            return store.jdbi().withHandle(handle -> {
                try (PreparedStatement query = handle.getConnection()
                        .prepareStatement(
                                "SELECT " + RecordRows.COLUMNS + " FROM " + table.sql() + " WHERE identifier = ?")) {
                    query.setString(1, identifier);
                    try (ResultSet row = query.executeQuery()) {
                        return row.next() ? Optional.of(RecordRows.read(row)) : Optional.<StoredRecord>empty();
                    }
                }
            });
        } catch (SQLException e) {
            throw new SQLExceptionOfRecords(e);
        }
    }

    /** How many records match. */
    public long count(RecordCondition where) {
        SqlPart condition = new ConditionSql(dialect, table).of(where);
        try (Connection connection = store.dataSource(Store.OWN).getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT COUNT(*) FROM " + table.sql() + " WHERE " + condition.sql())) {
            RecordRows.bind(query, new ArrayList<>(condition.values()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new SQLExceptionOfRecords(e);
        }
    }

    /** Reads records as of one instant, as slowly as who takes them likes. To be closed. */
    public RecordCursor open(RecordQuery query) throws SQLException {
        return RecordCursor.open(store.dataSource(Store.OWN).getConnection(), query.sql(dialect, table), query);
    }
}
