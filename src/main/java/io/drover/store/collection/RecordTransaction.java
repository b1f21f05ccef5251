package io.drover.store.collection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Changes of a collection's records in a transaction: first they are locked, then they are written. All have the time of its
 * beginning.
 */
public final class RecordTransaction {
    private static final int LOCKED_AT_ONCE = 500;
    private static final int FEW = 50;

    private final Connection connection;
    private final RecordDialect dialect;
    private final CollectionTable table;
    private OffsetDateTime now;
    private long number;

    RecordTransaction(Connection connection, RecordDialect dialect, CollectionTable table) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
    }

    /** Those of some records that there are, which nobody else changes from now on. In the order of their identifiers: none waits in a circle. */
    public Map<String, StoredRecord> lock(Collection<String> identifiers) throws SQLException {
        begin();
        Map<String, StoredRecord> found = new HashMap<>();
        List<String> sorted = identifiers.stream().distinct().sorted().toList();
        for (int from = 0; from < sorted.size(); from += LOCKED_AT_ONCE) {
            List<String> some = sorted.subList(from, Math.min(sorted.size(), from + LOCKED_AT_ONCE));
            String marks = some.stream().map(each -> "?").collect(Collectors.joining(", "));
            try (PreparedStatement query = connection.prepareStatement("SELECT " + RecordRows.COLUMNS + " FROM "
                    + table.sql() + " WHERE identifier IN (" + marks + ") ORDER BY identifier FOR UPDATE")) {
                RecordRows.bind(query, new ArrayList<>(some));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        StoredRecord record = RecordRows.read(rows);
                        found.put(record.identifier(), record);
                    }
                }
            }
        }
        return found;
    }

    private void begin() throws SQLException {
        if (now != null) {
            return;
        }
        SqlPart asked = dialect.changeNumber(table);
        try (PreparedStatement query = connection.prepareStatement(asked.sql())) {
            RecordRows.bind(query, asked.values());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                number = row.getLong(1);
            }
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT CURRENT_TIMESTAMP(3)");
                ResultSet row = query.executeQuery()) {
            row.next();
            now = row.getObject(1, OffsetDateTime.class);
        }
    }

    /** When its changes happen. */
    public OffsetDateTime time() {
        return now;
    }

    /** Writes changes of records that are locked, or that are new. */
    void write(List<RecordChange> changes) throws SQLException {
        List<RecordChange> sorted = changes.stream()
                .sorted(Comparator.comparing(RecordChange::identifier))
                .toList();
        insert(sorted.stream().filter(change -> change.before() == null).toList());
        update(sorted.stream()
                .filter(change -> change.before() != null && change.after() != null && !change.isOfValidity())
                .toList());
        judge(sorted.stream().filter(RecordChange::isOfValidity).toList());
        delete(sorted.stream().filter(change -> change.after() == null).toList());
    }

    private void insert(List<RecordChange> changes) throws SQLException {
        if (dialect.copies() && changes.size() > FEW) {
            new PostgresBulk(connection, table).insert(changes, now.toString(), number);
            return;
        }
        execute(
                "INSERT INTO " + table.sql()
                        + " (identifier, document, hash, version, inserted, updated, valid, messages, change) VALUES (?, "
                        + dialect.documentParameter() + ", ?, 1, ?, ?, ?, ?, ?)",
                changes,
                (statement, change) -> {
                    statement.setString(1, change.identifier());
                    statement.setString(2, change.after().document());
                    statement.setString(3, change.after().hash());
                    statement.setObject(4, now);
                    statement.setObject(5, now);
                    statement.setBoolean(6, change.after().messages() == null);
                    statement.setString(7, change.after().messages());
                    statement.setLong(8, number);
                });
    }

    private void update(List<RecordChange> changes) throws SQLException {
        if (dialect.copies() && changes.size() > FEW) {
            new PostgresBulk(connection, table).update(changes, now.toString(), number);
            return;
        }
        execute(
                "UPDATE " + table.sql() + " SET document = " + dialect.documentParameter()
                        + ", hash = ?, version = version + 1, updated = ?, valid = ?, messages = ?, change = ?"
                        + " WHERE identifier = ?",
                changes,
                (statement, change) -> {
                    statement.setString(1, change.after().document());
                    statement.setString(2, change.after().hash());
                    statement.setObject(3, now);
                    statement.setBoolean(4, change.after().messages() == null);
                    statement.setString(5, change.after().messages());
                    statement.setLong(6, number);
                    statement.setString(7, change.identifier());
                });
    }

    /** The same content is valid now, or is not any more: no new version, no new time. */
    private void judge(List<RecordChange> changes) throws SQLException {
        execute(
                "UPDATE " + table.sql() + " SET valid = ?, messages = ? WHERE identifier = ?",
                changes,
                (statement, change) -> {
                    statement.setBoolean(1, change.after().messages() == null);
                    statement.setString(2, change.after().messages());
                    statement.setString(3, change.identifier());
                });
    }

    private void delete(List<RecordChange> changes) throws SQLException {
        execute(
                "DELETE FROM " + table.sql() + " WHERE identifier = ?",
                changes,
                (statement, change) -> statement.setString(1, change.identifier()));
    }

    /** Sets the parameters of a change. */
    @FunctionalInterface
    private interface Setter {
        void set(PreparedStatement statement, RecordChange change) throws SQLException;
    }

    private void execute(String sql, List<RecordChange> changes, Setter setter) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (RecordChange change : changes) {
                setter.set(statement, change);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
