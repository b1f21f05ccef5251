package io.drover.store.queue;

import io.drover.store.Store;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Each operation is one statement and one commit. */
final class PostgresMessageSql extends MessageSql {
    private static final String CHANGED =
            " RETURNING *), transition AS (" + TRANSITION + "changed) SELECT " + COLUMNS + " FROM changed";

    /**
     * Two statements that are sent together and are one transaction: the second one's snapshot is taken when the lock has been
     * got, and shows what its earlier holder entered.
     */
    private static final String ENTER_UNLESS_KNOWN =
            "SELECT pg_advisory_xact_lock(hashtextextended(CAST(:identifier AS VARCHAR), 0)); WITH known AS (" + KNOWN
                    + "), changed AS (" + ENTRY + "SELECT " + VALUES + " WHERE NOT EXISTS (SELECT 1 FROM known)"
                    + CHANGED
                    + " UNION ALL SELECT " + COLUMNS + " FROM known";

    /** The second half is looked at only when the first finds nothing, so that no message is locked in vain. */
    private static final String DEQUEUE = "WITH changed AS (" + LEASE + "COALESCE((SELECT id" + EXPIRED
            + " FOR UPDATE SKIP LOCKED), (SELECT id" + WAITING + " FOR UPDATE SKIP LOCKED))" + CHANGED;

    PostgresMessageSql(Store store) {
        super(store);
    }

    @Override
    List<Message> change(Handle handle, String change, Map<String, ?> values) {
        return handle.createQuery("WITH changed AS (" + change + CHANGED)
                .bindMap(values)
                .map(ROW)
                .list();
    }

    @Override
    Message enterUnlessKnown(String identifier, Map<String, ?> entry) {
        return store.jdbi().withHandle(handle -> handle.createQuery(ENTER_UNLESS_KNOWN)
                .bindMap(entry)
                .bind("identifier", identifier)
                .execute(PostgresMessageSql::secondResult));
    }

    private static Message secondResult(Supplier<PreparedStatement> statements, StatementContext context)
            throws SQLException {
        PreparedStatement statement = statements.get();
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            return ROW.map(row, context);
        } finally {
            context.close();
        }
    }

    @Override
    Optional<Message> lease(String activity, Map<String, ?> values, DequeueFilter handOut) {
        Optional<Message> leased = attempt(activity, values, handOut);
        while (leased.isPresent() && handOut.passedOver().contains(leased.get().id())) {
            leased = attempt(activity, values, handOut);
        }
        return leased;
    }

    /** Leases the next message, and undoes that if it may not be handed out: then it was never leased. */
    private Optional<Message> attempt(String activity, Map<String, ?> values, DequeueFilter handOut) {
        return store.jdbi().inTransaction(handle -> {
            Optional<Message> leased = handle.createQuery(DEQUEUE)
                    .bind("activity", activity)
                    .bindArray("passed", Long.class, handOut.passedOver())
                    .bindMap(values)
                    .map(ROW)
                    .findOne();
            boolean isSpent = leased.isEmpty() || leased.get().status() != MessageStatus.Dequeued;
            if (!isSpent && !handOut.allows(leased.get())) {
                handle.rollback();
            }
            return leased;
        });
    }
}
