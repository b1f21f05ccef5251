package io.drover.store.collection;

import io.drover.store.Store;
import io.drover.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.Query;

/**
 * Judges records again that are stored, some at a time, each time in a transaction of its own that also says how far it came: who goes on
 * after a crash begins there, and of several servers one does each step. Thread-safe.
 */
public final class RecordValidations {
    private static final int RECORDS_A_STEP = 200;

    /** By then nobody writes any more by rules from before, in seconds. */
    private static final int SETTLED_SECONDS = 15;

    private final Store store;
    private final RecordDialect dialect;

    public RecordValidations(Store store) {
        this.store = store;
        this.dialect = RecordDialect.of(store);
    }

    /** The codes of collections that have a table, in small letters. */
    public Set<String> codes() {
        return new HashSet<>(
                store.jdbi().withHandle(handle -> handle.createQuery("SELECT code FROM drover.record_collection")
                        .mapTo(String.class)
                        .list()));
    }

    /** How far a collection is; empty when its records were never to be judged again. */
    public Optional<ValidationProgress> progress(String code) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT v.rules, v.checked, v.total, v.ended"
                                + " FROM drover.record_validation v JOIN drover.record_collection c ON c.id = v.collection WHERE c.code = :code")
                .bind("code", code.toLowerCase(Locale.ROOT))
                .map((row, context) -> new ValidationProgress(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getObject(4) != null))
                .findOne());
    }

    /** From now on these are the rules: unless they were, all records are judged by them, from the first one on. */
    public void begin(CollectionTable table, String rules) {
        Lock lock =
                store.lock("validation " + table.id()); // of H2, where two that insert a row do not wait for each other
        lock.lock();
        try {
            inTransaction(handle -> begun(handle, table, rules));
        } finally {
            lock.unlock();
        }
    }

    private boolean begun(Handle handle, CollectionTable table, String rules) throws SQLException {
        if (rules(handle, table).isEmpty()) {
            handle.createUpdate(
                            "INSERT INTO drover.record_validation (collection, rules, checked, total, since, begun, settled)"
                                    + " VALUES (:id, '', 0, 0, 0, CURRENT_TIMESTAMP(3), FALSE)"
                                    + store.unlessTaken("collection"))
                    .bind("id", table.id())
                    .execute();
        }
        if (rules(handle, table).equals(Optional.of(rules))) {
            return false; // another server was first
        }
        handle.createUpdate("UPDATE drover.record_validation SET rules = :rules, reached = NULL, checked = 0,"
                        + " total = :total, since = :since, begun = CURRENT_TIMESTAMP(3), ended = NULL,"
                        + " settled = FALSE WHERE collection = :id")
                .bind("rules", rules)
                .bind("total", number(handle.getConnection(), SqlPart.of("SELECT COUNT(*) FROM " + table.sql())))
                .bind("since", number(handle.getConnection(), dialect.settledChanges(table)))
                .bind("id", table.id())
                .execute();
        return true;
    }

    private static Optional<String> rules(Handle handle, CollectionTable table) {
        return handle.createQuery("SELECT rules FROM drover.record_validation WHERE collection = :id FOR UPDATE")
                .bind("id", table.id())
                .mapTo(String.class)
                .findOne();
    }

    private boolean inTransaction(HandleCallback<Boolean, SQLException> work) {
        try {
            return store.jdbi().inTransaction(work);
        } catch (SQLException e) {
            throw new StoreException("records cannot be validated: " + e.getMessage(), e);
        }
    }

    private static long number(Connection connection, SqlPart sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.sql())) {
            RecordRows.bind(query, sql.values());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Where a step begins. */
    private record From(String reached, long since, boolean last) {

        /** Which records are left. */
        SqlPart left() {
            SqlPart behind = reached == null ? SqlPart.of("TRUE") : SqlPart.of("identifier > ?", reached);
            return last ? SqlPart.of("{} AND change >= {}", behind, SqlPart.of("?", since)) : behind;
        }
    }

    /**
     * Judges some of the records that are left.
     *
     * @param rules by which {@code judge} judges; when others are asked for meanwhile, nothing is done
     * @param judge what a record is to be
     * @return whether something was done; else there is nothing left for now, or another server is at it
     */
    public boolean step(CollectionTable table, String rules, Function<StoredRecord, RecordContent> judge) {
        return inTransaction(handle -> {
            Optional<From> from = from(handle, table, rules);
            if (from.isEmpty()) {
                return false;
            }
            List<StoredRecord> records = lock(handle.getConnection(), table, from.get());
            if (records.isEmpty()) {
                end(handle, table, from.get());
                return true;
            }
            new RecordTransaction(handle.getConnection(), dialect, table).write(changes(records, judge));
            handle.createUpdate("UPDATE drover.record_validation SET reached = :reached, checked = checked + :some"
                            + " WHERE collection = :id")
                    .bind("reached", records.get(records.size() - 1).identifier())
                    .bind("some", from.get().last() ? 0 : records.size())
                    .bind("id", table.id())
                    .execute();
            return true;
        });
    }

    private Optional<From> from(Handle handle, CollectionTable table, String rules) {
        Query query = handle.createQuery("SELECT reached, since, ended FROM drover.record_validation"
                + " WHERE collection = :id AND rules = :rules AND NOT settled"
                + " AND (ended IS NULL OR ended < CURRENT_TIMESTAMP - INTERVAL '" + SETTLED_SECONDS + "' SECOND)"
                + " FOR UPDATE" + (store.isShared() ? " SKIP LOCKED" : ""));
        return query.bind("id", table.id())
                .bind("rules", rules)
                .map((row, context) -> new From(row.getString(1), row.getLong(2), row.getObject(3) != null))
                .findOne();
    }

    private static List<StoredRecord> lock(Connection connection, CollectionTable table, From from)
            throws SQLException {
        SqlPart left = from.left();
        try (PreparedStatement query = connection.prepareStatement("SELECT " + RecordRows.COLUMNS + " FROM "
                + table.sql() + " WHERE " + left.sql() + " ORDER BY identifier LIMIT " + RECORDS_A_STEP
                + " FOR UPDATE")) {
            RecordRows.bind(query, left.values());
            List<StoredRecord> records = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    records.add(RecordRows.read(rows));
                }
            }
            return records;
        }
    }

    /** The same documents that are judged otherwise than they were. */
    private static List<RecordChange> changes(List<StoredRecord> records, Function<StoredRecord, RecordContent> judge) {
        List<RecordChange> changes = new ArrayList<>();
        for (StoredRecord record : records) {
            RecordContent judged = judge.apply(record);
            if (!Objects.equals(judged.messages(), record.messages())) {
                changes.add(new RecordChange(record.identifier(), record, judged));
            }
        }
        return changes;
    }

    /** Unless the records that were left have gone while they were waited for. */
    private static void end(Handle handle, CollectionTable table, From from) throws SQLException {
        SqlPart left = from.left();
        SqlPart asked =
                SqlPart.of("SELECT COUNT(*) FROM (SELECT 1 FROM " + table.sql() + " WHERE {} LIMIT 1) one", left);
        if (number(handle.getConnection(), asked) == 0) {
            handle.createUpdate("UPDATE drover.record_validation SET reached = NULL, settled = :settled,"
                            + " ended = COALESCE(ended, CURRENT_TIMESTAMP(3)) WHERE collection = :id")
                    .bind("settled", from.last())
                    .bind("id", table.id())
                    .execute();
        }
    }
}
