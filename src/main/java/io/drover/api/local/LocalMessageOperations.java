package io.drover.api.local;

import io.drover.api.Content;
import io.drover.api.ExecutionOperations;
import io.drover.api.FileContent;
import io.drover.api.MessageOperations;
import io.drover.api.OperationException;
import io.drover.api.doctor.RecurringJobs;
import io.drover.definition.Catalog;
import io.drover.definition.problem.Problem;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.retention.RemovalCounts;
import io.drover.store.ledger.Execution;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageQueues.Depth;
import io.drover.store.queue.MessageStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The operations on the queues of this process. */
public final class LocalMessageOperations implements MessageOperations {
    private final Catalog catalog;
    private final Queues queues;
    private final ExecutionOperations executions;
    private final Supplier<List<Problem>> problems;
    private final QueueRuns runs;
    private final Consumer<Message> wake;

    /**
     * Operations on the queues of this process.
     *
     * @param problems what is wrong with definition files now
     * @param wake is told of a message that is to be processed again
     */
    public LocalMessageOperations(
            Catalog catalog,
            Queues queues,
            ExecutionOperations executions,
            Supplier<List<Problem>> problems,
            QueueRuns runs,
            Consumer<Message> wake) {
        this.catalog = catalog;
        this.queues = queues;
        this.executions = executions;
        this.problems = problems;
        this.runs = runs;
        this.wake = wake;
    }

    @Override
    public List<MessageView> messages(String recurringJob, MessageStatus status, Long before, int limit) {
        return queues.list(activity(recurringJob), status, before, limit).stream()
                .map(this::view)
                .toList();
    }

    @Override
    public MessageDetails message(String id) {
        Message message = find(id);
        Execution execution = message.ids().execution() == null
                ? null
                : executions.execution(message.ids().execution());
        return new MessageDetails(view(message), queues.transitions(message), execution);
    }

    @Override
    public Content payload(String id) {
        Message message = find(id);
        if (message.content().removed() != null) {
            throw new OperationException(
                    410,
                    "the payload of message " + message.uid() + " is no longer kept: its retention ended "
                            + message.content().removed());
        }
        if (message.content().sha256() == null) {
            throw new OperationException(
                    404, "message " + message.uid() + " has no payload: it is " + message.status());
        }
        Path path = queues.payloads().of(message).path();
        return new FileContent(
                path,
                message.content().file() == null
                        ? message.uid()
                        : message.content().file(),
                Map.of(),
                false);
    }

    @Override
    public MessageView retry(String id) {
        Message retried = queues.retry(find(id));
        wake.accept(retried);
        return view(retried);
    }

    @Override
    public MessageView cancel(String id) throws InterruptedException {
        Message message = find(id);
        boolean runs = message.status() == MessageStatus.Preprocessing || message.status() == MessageStatus.Processing;
        if (!runs || message.ids().execution() == null) {
            return view(queues.cancel(message));
        }
        executions.cancel(message.ids().execution());
        return view(find(message.uid()));
    }

    @Override
    public CleanedUp cleanUp(String recurringJob, Set<MessageStatus> statuses, Duration olderThan) {
        statuses.stream().filter(status -> !status.isFinal()).findFirst().ifPresent(status -> {
            throw new OperationException(
                    400,
                    "messages that are " + status + " have not ended; only those that have are removed: cancel the"
                            + " others first");
        });
        RemovalCounts removed = queues.cleanUp(activity(recurringJob), statuses, olderThan);
        return new CleanedUp(removed.messages(), removed.payloads());
    }

    @Override
    public List<RecurringJobView> recurringJobs() {
        return catalog.current().all(RecurringJobDefinition.class).values().stream()
                .map(recurring -> view(recurring, queues.failures(recurring)))
                .toList();
    }

    @Override
    public RecurringJobView run(String recurringJob) {
        RecurringJobDefinition recurring = RecurringJobs.find(catalog, recurringJob);
        if (!recurring.enabled()) {
            throw new OperationException(
                    409, "the recurring job " + recurring.name() + " is disabled: enable it first");
        }
        return view(recurring, runs.run(recurring));
    }

    private RecurringJobView view(RecurringJobDefinition recurring, Optional<String> failure) {
        Depth depth = queues.depth(recurring);
        Instant next = recurring.enabled()
                ? recurring.processing().recurrence().nextAfter(Instant.now()).orElse(null)
                : null;
        return new RecurringJobView(
                recurring.name(),
                recurring.activity(),
                recurring.head().description(),
                recurring.enabled(),
                recurring.direction(),
                recurring.kind(),
                recurring.job(),
                recurring.applications(),
                RecurringJobs.recurrence(recurring),
                next,
                depth.count(),
                depth.oldest(),
                failure.orElse(null),
                problems.get().stream()
                        .filter(problem -> problem.file().equals(recurring.file()))
                        .findFirst()
                        .map(Problem::message)
                        .orElse(null));
    }

    private MessageView view(Message message) {
        String recurringJob = catalog.current().all(RecurringJobDefinition.class).values().stream()
                .filter(recurring -> recurring.activity().equals(message.queue().activity()))
                .findFirst()
                .map(RecurringJobDefinition::name)
                .orElse(null);
        return MessageView.of(message, recurringJob);
    }

    private Message find(String id) {
        return queues.find(id)
                .orElseThrow(() -> new OperationException(
                        404, "there is no message " + id + ": neither message id nor execution id is known"));
    }

    private String activity(String recurringJob) {
        return recurringJob == null
                ? null
                : RecurringJobs.find(catalog, recurringJob).activity();
    }
}
