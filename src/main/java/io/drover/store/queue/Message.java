package io.drover.store.queue;

import io.drover.store.Store;
import java.time.Instant;

/**
 * A payload in a queue, or the run that a data management action asked for.
 *
 * @param lease what clients that dequeue it know and did
 */
public record Message(Ids ids, Queue queue, State state, Content content, Properties properties, Lease lease) {

    /**
     * What it is known by.
     *
     * @param id in the order of arrival
     * @param uid the message id that clients know: a GUID in lower case
     * @param executionUid the execution id that clients know, made with the message
     * @param execution the latest run of the job on it, or null
     */
    public record Ids(long id, String uid, String executionUid, Long execution) {}

    /**
     * Where it waits.
     *
     * @param activity the recurring job's id; null for a data management action
     */
    public record Queue(String activity, String job, Direction direction) {

        /** Its activity, or what the data management actions on a job have for one. */
        public String name() {
            return name(activity, job);
        }

        /** The queue of an activity, or without one that of the data management actions on a job. */
        public static String name(String activity, String job) {
            return activity == null ? "data/" + job : activity;
        }
    }

    /**
     * How far it has come.
     *
     * @param reason of the latest transition, or null
     * @param attempts deliveries to clients, or runs of the job
     * @param version raised by every change
     */
    public record State(
            MessageStatus status, String reason, int attempts, int version, Instant created, Instant changed) {}

    /**
     * Its payload.
     *
     * @param file its original name, or null
     * @param sha256 null when there is none (yet)
     * @param records total records exported, or null
     * @param removed when its retention ended, or null
     * @param node the server that wrote it, by {@link Store#nodeName}; null when there is none, or when an older version wrote it
     */
    public record Content(String file, String sha256, Long bytes, Long records, Instant removed, String node) {}

    /**
     * What its sender says of it; each may be null.
     *
     * @param options of a data management action, as JSON
     * @param application client id of who enqueued or asked for it
     */
    public record Properties(String externalId, String company, String entity, String options, String application) {}

    /**
     * Its deliveries to clients.
     *
     * @param receipt of the latest one, or null
     * @param until while a client has it on lease, else null
     * @param lastDequeued the latest time, null before the first
     * @param earlierDequeue the time before that, or null
     */
    public record Lease(String receipt, Instant until, Instant lastDequeued, Instant earlierDequeue) {}

    /** In the order of arrival. */
    public long id() {
        return ids.id;
    }

    /** The message id that clients know. */
    public String uid() {
        return ids.uid;
    }

    public MessageStatus status() {
        return state.status;
    }

    /** By which a client that acknowledges it names it; the message id, so that a support person finds it by either. */
    public String correlationId() {
        return ids.uid;
    }
}
