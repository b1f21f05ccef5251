package io.drover.store.queue;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** SQL on messages where H2 and PostgreSQL differ: a change with its transition, a message that may be known, a lease. */
abstract class MessageSql {
    static final RowMapper<Message> ROW = new MessageRow();

    static final String COLUMNS = MessageRow.COLUMNS;

    static final String SELECT = "SELECT " + COLUMNS + " FROM drover.message WHERE ";

    static final String ENTRY =
            "INSERT INTO drover.message (uid, activity, job, direction, status, open_queue, execution_uid, file, sha256,"
                    + " size, payload_node, external_id, company, entity, options, application, idempotency_key, created, changed) ";

    static final String VALUES = "CAST(:uid AS VARCHAR), CAST(:activity AS VARCHAR), CAST(:job AS VARCHAR),"
            + " CAST(:direction AS VARCHAR), CAST(:status AS VARCHAR), CAST(:queue AS VARCHAR),"
            + " CAST(:executionUid AS VARCHAR), CAST(:file AS VARCHAR), CAST(:sha256 AS VARCHAR), CAST(:bytes AS BIGINT),"
            + " CAST(:payloadNode AS VARCHAR), CAST(:externalId AS VARCHAR), CAST(:company AS VARCHAR), CAST(:entity AS VARCHAR),"
            + " CAST(:options AS VARCHAR), CAST(:application AS VARCHAR), CAST(:idempotencyKey AS VARCHAR),"
            + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP";

    /** The newest message of an external identifier. */
    static final String NEWEST = " FROM drover.message WHERE activity = :activity AND external_id = :externalId"
            + " AND company IS NOT DISTINCT FROM CAST(:company AS VARCHAR)"
            + " AND entity IS NOT DISTINCT FROM CAST(:entity AS VARCHAR)"
            + " ORDER BY activity, external_id, id DESC LIMIT 1";

    /**
     * The message that an entry is a repetition of. Only the newest of its identifier can be: of A, B, A the last A is news, though
     * the first was the same. And what has failed is sent again in order to be tried again.
     */
    static final String KNOWN = "SELECT " + COLUMNS + " FROM (SELECT " + COLUMNS + NEWEST + ") newest"
            + " WHERE sha256 = :sha256 AND status NOT IN ('PreProcessingError', 'PostProcessingFailed', 'Canceled')"
            + " AND created > CURRENT_TIMESTAMP - CAST(:dedupMillis AS BIGINT) * INTERVAL '0.001' SECOND";

    static final String NOT_PASSED = " AND NOT (id = ANY(:passed))";

    /**
     * A message whose lease ran out, the first to have done so: whatever waits is younger. Without the lower bound H2 would
     * read the index through all that waits: NULLs come first there.
     */
    static final String EXPIRED = " FROM drover.message WHERE open_queue = :activity"
            + " AND lease_until BETWEEN TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00' AND CURRENT_TIMESTAMP"
            + NOT_PASSED
            + " ORDER BY open_queue, lease_until, id LIMIT 1";

    /** The oldest message that waits and has its payload. */
    static final String WAITING = " FROM drover.message WHERE open_queue = :activity AND lease_until IS NULL"
            + " AND status = 'Enqueued' AND direction = 'EXPORT' AND sha256 IS NOT NULL" + NOT_PASSED
            + " ORDER BY open_queue, lease_until, id LIMIT 1";

    /** Leases a message, or sets it aside when it was leased too often. */
    static final String LEASE = "UPDATE drover.message SET"
            + spent("status", "'PostProcessingFailed'", "'Dequeued'")
            + spent("open_queue", "NULL", "open_queue")
            + spent("reason", "CAST(:tooOften AS VARCHAR)", "NULL")
            + spent("receipt", "receipt", "CAST(:receipt AS VARCHAR)")
            + spent("lease_until", "NULL", "CURRENT_TIMESTAMP + CAST(:leaseMillis AS BIGINT) * INTERVAL '0.001' SECOND")
            + spent("earlier_dequeue", "earlier_dequeue", "last_dequeued")
            + spent("last_dequeued", "last_dequeued", "CURRENT_TIMESTAMP")
            + spent("attempts", "attempts", "attempts + 1")
            + " version = version + 1, changed = CURRENT_TIMESTAMP WHERE id = ";

    /** Of a message that has just been changed; a receipt belongs to the transition that made it. */
    static final String TRANSITION =
            "INSERT INTO drover.message_transition (message, version, status, at, reason, receipt)"
                    + " SELECT id, version, status, changed, reason, CASE WHEN status = 'Dequeued' THEN receipt END FROM ";

    private static final int TRIES = 6;

    final Store store;

    MessageSql(Store store) {
        this.store = store;
    }

    private static String spent(String column, String ifSpent, String otherwise) {
        return " %s = CASE WHEN attempts >= :maxAttempts THEN %s ELSE %s END,".formatted(column, ifSpent, otherwise);
    }

    static MessageSql of(Store store) {
        return store.isPostgres() ? new PostgresMessageSql(store) : new H2MessageSql(store);
    }

    /** Inserts or updates messages and writes their transitions; the messages as they are then. */
    abstract List<Message> change(Handle handle, String change, Map<String, ?> values);

    /** Enters a message unless it is known by external id and content; in a transaction of its own. */
    abstract Message enterUnlessKnown(String identifier, Map<String, ?> entry);

    /** Leases the next message of an activity that may be handed out, in a transaction of its own. */
    abstract Optional<Message> lease(String activity, Map<String, ?> values, DequeueFilter handOut);

    /** Inserts or updates messages in a transaction of its own. */
    List<Message> changed(String change, Map<String, ?> values) {
        return settled(() -> store.inOwnTransaction(handle -> change(handle, change, values)));
    }

    /** What is done in one transaction; once more when the database undid it for the sake of another. It survives a power cut. */
    <T> T settled(Supplier<T> work) {
        T result = tried(work);
        store.settle();
        return result;
    }

    private static <T> T tried(Supplier<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (tried == TRIES || !SqlErrors.isConflict(e) || interrupted(tried)) {
                    throw e;
                }
            }
        }
    }

    private static boolean interrupted(int tried) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, 10 << tried));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
