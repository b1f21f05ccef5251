package io.drover.store.queue;

import io.drover.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What waits in queues to be processed. Nothing is changed here. */
public final class MessageQueues {
    /** For a run, or for a client: also one whose lease has run out. */
    private static final String WAITS =
            "open_queue IS NOT NULL AND (status = 'Enqueued' OR lease_until < CURRENT_TIMESTAMP)";

    private static final String FAILED = "'PreProcessingError', 'PostProcessingFailed'";
    private static final String NEWEST = "SELECT " + MessageSql.COLUMNS
            + " FROM drover.message WHERE activity = :activity ORDER BY id DESC LIMIT 1000";

    private final Store store;

    public MessageQueues(Store store) {
        this.store = store;
    }

    /** The oldest message of a queue that waits to be processed, after one. */
    public Optional<Message> next(String queue, long after) {
        return store.jdbi().withHandle(handle -> handle.createQuery(MessageSql.SELECT
                        + "open_queue = :queue AND status = 'Enqueued'" + " AND id > :after ORDER BY id LIMIT 1")
                .bind("queue", queue)
                .bind("after", after)
                .map(MessageSql.ROW)
                .findOne());
    }

    /**
     * Of these queues those in which a message waits to be processed.
     *
     * @param begunOnly whether only messages count whose run was broken off
     */
    public List<String> waiting(Collection<String> queues, boolean begunOnly) {
        if (queues.isEmpty()) {
            return List.of();
        }
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT DISTINCT open_queue FROM drover.message"
                        + " WHERE open_queue IN (<queues>) AND status = 'Enqueued'"
                        + (begunOnly ? " AND execution IS NOT NULL" : ""))
                .bindList("queues", List.copyOf(queues))
                .mapTo(String.class)
                .list());
    }

    /** Of these messages those that wait for a client or a run. */
    public Set<Long> waiting(Set<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT id FROM drover.message WHERE id IN (<ids>) AND " + WAITS)
                .bindList("ids", List.copyOf(ids))
                .mapTo(Long.class)
                .list()));
    }

    /** Messages of all queues that wait and have a payload, queue after queue. */
    public List<Message> withPayload(int limit) {
        // A range, and the order of the index: what has ended, by far the most, is not looked at
        return store.jdbi().withHandle(handle -> handle.createQuery(MessageSql.SELECT
                        + "open_queue >= '' AND sha256 IS NOT NULL AND payload_removed IS NULL AND " + WAITS
                        + " ORDER BY open_queue, lease_until, id LIMIT :limit")
                .bind("limit", limit)
                .map(MessageSql.ROW)
                .list());
    }

    /** How a queue stands: messages that wait or are under way, and when the oldest of them came; null when there is none. */
    public record Depth(long count, Instant oldest) {}

    /** How much a queue holds that has not ended. */
    public Depth depth(String queue) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT COUNT(*) AS count, MIN(created) AS oldest FROM drover.message WHERE open_queue = :queue")
                .bind("queue", queue)
                .map(ConstructorMapper.of(Depth.class))
                .one());
    }

    /**
     * How a queue stands.
     *
     * @param depth messages that have not ended
     * @param oldest when the oldest of them came; null when there is none
     * @param now of the database's clock
     */
    public record QueueDepth(String queue, long depth, Instant oldest, Instant now) {

        /** How long the oldest has been there; zero when there is none. */
        public Duration age() {
            return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
        }
    }

    /** How queues stand; those that are empty are left out. */
    public List<QueueDepth> standings(Collection<String> queues) {
        if (queues.isEmpty()) {
            return List.of();
        }
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT open_queue AS queue, COUNT(*) AS depth,"
                        + " MIN(created) AS oldest, CURRENT_TIMESTAMP AS now FROM drover.message"
                        + " WHERE open_queue IN (<queues>) GROUP BY open_queue")
                .bindList("queues", List.copyOf(queues))
                .map(ConstructorMapper.of(QueueDepth.class))
                .list());
    }

    /**
     * What has failed in a queue, and nobody has dealt with.
     *
     * @param latest of the messages; null when there are none
     */
    public record Failures(long count, Message latest) {
        public static final Failures NONE = new Failures(0, null);

        /** These and one more. */
        public Failures and(Message failed) {
            return new Failures(count + 1, failed);
        }

        /** Such as: 2 messages failed, the last is 0d4f... (PreProcessingError: the file is empty); empty when none did. */
        public Optional<String> words() {
            if (count == 0) {
                return Optional.empty();
            }
            String reason = latest.state().reason();
            return Optional.of((count == 1 ? "1 message failed: " : count + " messages failed, the last is ")
                    + latest.uid() + " (" + latest.status() + (reason == null ? "" : ": " + reason) + ")");
        }
    }

    /**
     * The messages of an activity that failed within a day; a run of an export only until one after it did not. Of the newest thousand:
     * who has more is told all the same.
     */
    public Optional<Failures> failures(String activity) {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT " + MessageSql.COLUMNS
                        + ", COUNT(*) OVER () AS failures FROM (" + NEWEST + ") newest WHERE status IN (" + FAILED
                        + ") AND CASE WHEN direction = 'EXPORT' AND sha256 IS NULL"
                        + " THEN id > COALESCE((SELECT MAX(id) FROM (" + NEWEST + ") good WHERE status NOT IN ("
                        + FAILED
                        + ", 'Canceled')), 0) ELSE changed > CURRENT_TIMESTAMP - INTERVAL '1' DAY END"
                        + " ORDER BY id DESC LIMIT 1")
                .bind("activity", activity)
                .map((row, context) -> new Failures(row.getLong("failures"), MessageSql.ROW.map(row, context)))
                .findOne());
    }

    /** Whether its queue holds an older one that has not ended; in the caller's transaction. */
    public static boolean isBehind(Handle handle, Message message) {
        return handle.createQuery(
                        "SELECT id FROM drover.message WHERE open_queue = :queue AND id < :id ORDER BY id LIMIT 1")
                .bind("queue", message.queue().name())
                .bind("id", message.id())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** The failed message that keeps one from its turn in a queue that stops at failures. */
    public Optional<Message> blocking(Message waiting) {
        return store.jdbi().withHandle(handle -> blocking(handle, waiting));
    }

    /** The same in the caller's transaction. */
    public static Optional<Message> blocking(Handle handle, Message waiting) {
        return handle.createQuery(MessageSql.SELECT + "activity = :activity AND id < :id AND status <> 'Canceled'"
                        + " ORDER BY id DESC LIMIT 1")
                .bind("activity", waiting.queue().activity())
                .bind("id", waiting.id())
                .map(MessageSql.ROW)
                .findOne()
                .filter(before -> before.status().isFailure());
    }
}
