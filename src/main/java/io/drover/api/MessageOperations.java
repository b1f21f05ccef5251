package io.drover.api;

import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.store.Direction;
import io.drover.store.Execution;
import io.drover.store.Message;
import io.drover.store.MessageStatus;
import io.drover.store.MessageTransition;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person can ask about recurring jobs and their messages: the same over HTTP, on the command line beside a running server,
 * and on the command line without one. Refusals are those of {@link Operations}.
 *
 * <p>A message is named by its message id or by its execution id.
 */
public interface MessageOperations {

    /**
     * The newest messages.
     *
     * @param recurringJob only those of this recurring job, by name or id; or null
     * @param status only those with it, or null
     * @param before only those with a smaller number, or null
     */
    List<MessageView> messages(String recurringJob, MessageStatus status, Long before, int limit);

    MessageDetails message(String id);

    /** Writes what was sent, or is to be fetched. */
    void payload(String id, OutputStream to) throws IOException;

    /** Puts a message that failed or was cancelled back into its queue. */
    MessageView retry(String id);

    /** Cancels a message, and the run of the job on it where there is one. */
    MessageView cancel(String id) throws InterruptedException;

    /**
     * Removes messages that have ended, with their payloads, and what is known of them.
     *
     * @param recurringJob only those of this recurring job, by name or id; or null
     * @param statuses only those with one of these; empty: whatever the status
     * @param olderThan only those that ended longer ago
     */
    CleanedUp cleanUp(String recurringJob, Set<MessageStatus> statuses, Duration olderThan);

    List<RecurringJobView> recurringJobs();

    /**
     * Processes what waits in a recurring job's queue, or runs its export, now; returns when that is done.
     *
     * @param recurringJob its name or id
     * @return how it stands then
     */
    RecurringJobView run(String recurringJob);

    /**
     * What is missing before an application can use a recurring job.
     *
     * @param application client id, or null
     * @param activity name or id of the recurring job, or null
     */
    Diagnosis diagnose(String application, String activity);

    /**
     * A message.
     *
     * @param number by which the list is read on; in the order of arrival
     * @param recurringJob its name; null when that is gone, and for data management actions
     * @param execution the run of the job on it, or null
     * @param payload whether what was sent, or is to be fetched, is still kept
     * @param attempts deliveries to clients, or runs of the job
     * @param records exported, or null
     */
    record MessageView(
            long number,
            String messageId,
            String executionId,
            String recurringJob,
            String activity,
            String job,
            Direction direction,
            MessageStatus status,
            String reason,
            String file,
            Long bytes,
            boolean payload,
            String externalId,
            String company,
            String entity,
            String application,
            Long execution,
            int attempts,
            Long records,
            Instant leaseUntil,
            Instant lastDequeued,
            Instant created,
            Instant changed) {

        static MessageView of(Message message, String recurringJob) {
            return new MessageView(
                    message.id(),
                    message.uid(),
                    message.executionUid(),
                    recurringJob,
                    message.activity(),
                    message.job(),
                    message.direction(),
                    message.status(),
                    message.reason(),
                    message.file(),
                    message.bytes(),
                    message.sha256() != null && message.payloadRemoved() == null,
                    message.externalId(),
                    message.company(),
                    message.entity(),
                    message.application(),
                    message.execution(),
                    message.attempts(),
                    message.records(),
                    message.leaseUntil(),
                    message.lastDequeued(),
                    message.created(),
                    message.changed());
        }
    }

    /**
     * A message with all it has been through.
     *
     * @param execution the run of the job on it, or null
     */
    record MessageDetails(MessageView message, List<MessageTransition> transitions, Execution execution) {}

    /** What a clean-up has removed. */
    record CleanedUp(long messages, long payloads) {}

    /**
     * A recurring job and how its queue stands.
     *
     * @param recurrence in words
     * @param next when its recurrence is due next, or null
     * @param depth messages that wait or are under way
     * @param oldest when the oldest of them came, or null
     * @param problem what is wrong with its file, while an earlier state of it is in force; or null
     */
    record RecurringJobView(
            String name,
            String id,
            String description,
            boolean enabled,
            Direction direction,
            PayloadKind kind,
            String job,
            Map<String, Boolean> applications,
            String recurrence,
            Instant next,
            long depth,
            Instant oldest,
            String problem) {}
}
