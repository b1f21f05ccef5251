package io.drover.store.queue;

import io.drover.store.Store;
import java.time.Instant;

/**
 * A payload in a queue, or the run that a data management action asked for.
 *
 * @param id in the order of arrival
 * @param uid the message id that clients know: a GUID in lower case
 * @param activity the recurring job's id; null for a data management action
 * @param executionUid the execution id that clients know, made with the message
 * @param execution the latest run of the job on it, or null
 * @param file its original name, or null
 * @param sha256 of the payload; null when there is none (yet)
 * @param payloadRemoved when its retention ended, or null
 * @param payloadNode the server that wrote it, by {@link Store#nodeName}; null when there is none, or when an older version wrote it
 * @param options of a data management action, as JSON; or null
 * @param application client id of who enqueued or asked for it, or null
 * @param receipt of the latest delivery to a client, or null
 * @param leaseUntil while a client has it on lease, else null
 * @param lastDequeued the latest time, null before the first
 * @param earlierDequeue the time before that, or null
 * @param attempts deliveries to clients, or runs of the job
 * @param records total records exported, or null
 * @param version raised by every change
 * @param reason of the latest transition, or null
 */
public record Message(
        long id,
        String uid,
        String activity,
        String job,
        Direction direction,
        MessageStatus status,
        String executionUid,
        Long execution,
        String file,
        String sha256,
        Long bytes,
        Instant payloadRemoved,
        String payloadNode,
        String externalId,
        String company,
        String entity,
        String options,
        String application,
        String receipt,
        Instant leaseUntil,
        Instant lastDequeued,
        Instant earlierDequeue,
        int attempts,
        Long records,
        int version,
        String reason,
        Instant created,
        Instant changed) {

    /** By which a client that acknowledges it names it; the message id, so that a support person finds it by either. */
    public String correlationId() {
        return uid;
    }

    /** The queue that it belongs to: its activity, or that of the data management actions on a job. */
    public String queue() {
        return queue(activity, job);
    }

    /** The queue of an activity, or without one that of the data management actions on a job. */
    public static String queue(String activity, String job) {
        return activity == null ? "data/" + job : activity;
    }
}
