package io.drover.api;

import io.drover.api.Operation.Audited;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.security.Access;
import io.drover.store.ledger.Execution;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.MessageTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person can ask about recurring jobs and their messages: the same over HTTP, on the command line beside a running server,
 * and on the command line without one. Refusals are those of {@link Operation}.
 *
 * <p>A message is named by its message id or by its execution id.
 */
public interface MessageOperations {

    /** How a message is named. */
    String ID = "Message id or execution id.";

    /** The newest messages; recurringJob, status, before: null for whatever. */
    @Operation(
            value = "GET /api/messages",
            id = "messages",
            access = Access.READ,
            summary = "The newest messages",
            answer = "Newest first.",
            refusals = {400, 404, 503})
    List<MessageView> messages(
            @Query("Only those of this recurring job, by name or id.") String recurringJob,
            @Query("Only those with it.") MessageStatus status,
            @Query("Only those with a smaller number, for reading on.") Long before,
            @Query(otherwise = "50", min = 1, max = 1_000) int limit);

    @Operation(
            value = "GET /api/messages/{id}",
            id = "message",
            access = Access.READ,
            summary = "One message with all it has been through",
            answer = "The message.",
            refusals = {404, 503})
    MessageDetails message(@Query(ID) String id);

    @Operation(
            value = "GET /api/messages/{id}/payload",
            id = "messagePayload",
            access = Access.READ,
            summary = "What was sent, or is to be fetched",
            answer = "The payload as it came or was made.",
            type = Content.TYPE,
            audited = Audited.ALWAYS,
            refusals = {404, 409, 503})
    Content payload(@Query(ID) String id);

    @Operation(
            value = "POST /api/messages/{id}/retry",
            id = "retryMessage",
            access = Access.OPERATE,
            summary = "Puts a message that failed or was cancelled back into its queue",
            answer = "As it stands then.",
            refusals = {404, 409, 503})
    MessageView retry(@Query(ID) String id);

    @Operation(
            value = "POST /api/messages/{id}/cancel",
            id = "cancelMessage",
            access = Access.OPERATE,
            summary = "Cancels a message, and the run of the job on it",
            answer = "As it stands then.",
            refusals = {404, 409, 503})
    MessageView cancel(@Query(ID) String id) throws InterruptedException;

    /** Removes messages that have ended; recurringJob: null for any, statuses: empty for any. */
    @Operation(
            value = "POST /api/messages/clean-up",
            id = "cleanUpMessages",
            access = Access.OPERATE,
            summary = "Removes messages that have ended",
            description = "With their payloads and what is known of them.",
            answer = "What was removed.",
            refusals = {400, 404, 503})
    CleanedUp cleanUp(
            @Query("Only those of this recurring job, by name or id.") String recurringJob,
            @Query(value = "Only those with one of these, commas between.", name = "status")
                    Set<MessageStatus> statuses,
            @Query(value = "How long ago they ended, such as `30d`.", missing = "how long ago they ended, such as 30d")
                    Duration olderThan);

    @Operation(
            value = "GET /api/recurring-jobs",
            id = "recurringJobs",
            access = Access.READ,
            summary = "The recurring jobs",
            answer = "Each with how its queue stands.")
    List<RecurringJobView> recurringJobs();

    @Operation(
            value = "POST /api/recurring-jobs/{name}/run",
            id = "runRecurringJob",
            access = Access.OPERATE,
            summary = "Processes what waits, or runs the export, now",
            description = "Answers when that is done.",
            answer = "How it stands then; `failure` is what failed just now.",
            refusals = {400, 404, 409, 503})
    RecurringJobView run(@Query(value = "Name or id.", name = "name") String recurringJob);

    /**
     * A message.
     *
     * @param number by which the list is read on; in the order of arrival
     * @param recurringJob its name; null when that is gone, and for data management actions
     * @param execution the run of the job on it, or null
     * @param payload whether what was sent, or is to be fetched, is still kept
     * @param attempts deliveries to clients, or runs of the job
     * @param records exported, or null
     * @param fileUploaded export: whether its run made a file for clients; null for an import
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
            Boolean fileUploaded,
            Instant leaseUntil,
            Instant lastDequeued,
            Instant created,
            Instant changed) {

        public static MessageView of(Message message, String recurringJob) {
            return new MessageView(
                    message.id(),
                    message.uid(),
                    message.ids().executionUid(),
                    recurringJob,
                    message.queue().activity(),
                    message.queue().job(),
                    message.queue().direction(),
                    message.status(),
                    message.state().reason(),
                    message.content().file(),
                    message.content().bytes(),
                    message.content().sha256() != null && message.content().removed() == null,
                    message.properties().externalId(),
                    message.properties().company(),
                    message.properties().entity(),
                    message.properties().application(),
                    message.ids().execution(),
                    message.state().attempts(),
                    message.content().records(),
                    message.queue().direction() == Direction.EXPORT
                            ? message.content().sha256() != null
                            : null,
                    message.lease().until(),
                    message.lease().lastDequeued(),
                    message.state().created(),
                    message.state().changed());
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
     * @param failure what has failed: of what was just run, else lately; null when nothing has
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
            String failure,
            String problem) {}
}
