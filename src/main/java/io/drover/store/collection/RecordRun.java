package io.drover.store.collection;

import io.drover.store.SqlErrors;
import io.drover.store.collection.RecordStore.Decision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Changes of a collection's records in the transaction of somebody else, who commits it. Used by one thread. */
public final class RecordRun {
    private static final int MOST_ATTEMPTS = 10;
    private static final int REMOVED_AT_ONCE = 1_000;

    private final Connection connection;
    private final RecordDialect dialect;
    private final CollectionTable table;
    private final RecordTransaction transaction;
    private final RecordObserver observer;
    private final String collection;
    private SeenRecords seen;

    RecordRun(
            Connection connection,
            RecordDialect dialect,
            CollectionTable table,
            String collection,
            RecordObserver observer) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.transaction = new RecordTransaction(connection, dialect, table);
        this.collection = collection;
        this.observer = observer;
    }

    /** Changes records as is decided; asks again when somebody else has stored one of the same identifier in between. */
    public void change(Decision decision) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            Savepoint before = connection.setSavepoint();
            try {
                List<RecordChange> changes = decision.decide(transaction);
                transaction.write(changes);
                List<RecordChange> ofContent = changes.stream()
                        .filter(change -> !change.isOfValidity())
                        .toList();
                if (!ofContent.isEmpty()) {
                    observer.changed(connection, collection, ofContent);
                }
                connection.releaseSavepoint(before);
                return;
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !SqlErrors.isDuplicateKey(e)) {
                    throw e;
                }
                connection.rollback(before);
            }
        }
    }

    /** A record as the transaction sees it; null when there is none. */
    public StoredRecord find(String identifier) throws SQLException {
        List<StoredRecord> found = read("identifier = ?", identifier, 1);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Some records behind an identifier, in the order of these. */
    public List<StoredRecord> after(String identifier, int most) throws SQLException {
        return read("identifier > ?", identifier, most);
    }

    private List<StoredRecord> read(String condition, String identifier, int most) throws SQLException {
        List<StoredRecord> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT " + RecordRows.COLUMNS + " FROM "
                + table.sql() + " WHERE " + condition + " ORDER BY identifier LIMIT ?")) {
            query.setString(1, identifier);
            query.setInt(2, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(RecordRows.read(rows));
                }
            }
        }
        return found;
    }

    /** How many records there are. */
    public long count() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM " + table.sql());
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Says that records are not missing. */
    public void seen(Collection<String> identifiers) throws SQLException {
        if (seen == null) {
            seen = dialect.seenRecords(connection, table);
        }
        seen.add(identifiers);
    }

    /** Counts the records that {@link #seen} was not told of. To be called once. */
    public long missing() throws SQLException {
        return seen.missing();
    }

    /** Removes them. */
    public void removeMissing() throws SQLException {
        for (List<String> some = seen.next(REMOVED_AT_ONCE); !some.isEmpty(); some = seen.next(REMOVED_AT_ONCE)) {
            List<String> identifiers = some;
            change(locking -> locking.lock(identifiers).values().stream()
                    .map(record -> new RecordChange(record.identifier(), record, null))
                    .toList());
        }
    }
}
