package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.Leases;
import io.drover.store.Store;
import io.drover.store.ledger.RunEndings;
import io.drover.store.queue.Direction;
import io.drover.store.task.DueRuns;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurrences of recurring jobs: at each due instant one server processes what waits, or runs the export. The instants are
 * recorded as those of scheduled tasks are. Thread-safe.
 */
public final class Recurrences {
    private static final Logger LOG = LoggerFactory.getLogger(Recurrences.class);

    private final Catalog catalog;
    private final QueueRuns runs;
    private final DueRuns due;
    private final RunEndings endings;
    private final Leases leases;

    public Recurrences(Catalog catalog, Store store, QueueRuns runs, Clock clock) {
        this.catalog = catalog;
        this.runs = runs;
        this.due = new DueRuns(store, clock);
        this.endings = new RunEndings(store);
        this.leases = store.leases();
    }

    /** The name under which a recurring job's instants are recorded; that of a scheduled task has no colon. */
    static String recordedAs(RecurringJobDefinition recurring) {
        return "queue:" + recurring.activity();
    }

    /** Begins the work of a recurring job if an instant of its recurrence has come since the last tick; does not wait for it. */
    public void tick(String activity) {
        Optional<RecurringJobDefinition> recurring =
                RecurringJobDefinition.find(UUID.fromString(activity), catalog.current());
        recurring.filter(RecurringJobDefinition::enabled).ifPresent(job -> due.tick(
                        recordedAs(job), job.processing().recurrence())
                .ifPresent(run -> begin(job, run)));
    }

    /**
     * Takes up a recurrence when the server starts, or when the recurring job appears or changes. Instants that passed while the
     * server was down lead to one run: what waits has waited long enough.
     */
    public void takeUp(RecurringJobDefinition recurring) {
        String name = recordedAs(recurring);
        if (!recurring.enabled() || due.isTakenUp(name)) {
            due.restart(name);
        } else {
            due.takeUp(name, recurring.processing().recurrence())
                    .flatMap(due::start)
                    .ifPresent(run -> begin(recurring, run));
        }
    }

    private void begin(RecurringJobDefinition recurring, TaskRun run) {
        // Each message's run has a lease of its own: who loses this one has nothing to stop
        runs.begin(() -> leases.during(run, () -> {}, () -> run(recurring, run)));
    }

    private TaskRun run(RecurringJobDefinition recurring, TaskRun run) {
        Outcome outcome = Outcome.Completed;
        String message = null;
        try {
            Optional<String> problem = runs.run(recurring).filter(failed -> recurring.direction() == Direction.EXPORT);
            problem.ifPresent(failed -> LOG.warn("{}  {}", recurring.name(), failed));
            outcome = problem.isPresent() ? Outcome.Failed : Outcome.Completed;
            message = problem.orElse(null);
        } catch (Throwable e) {
            LOG.error("{}  recurrence failed: {}", recurring.name(), e.toString(), e);
            outcome = Outcome.Failed;
            message = e.toString();
        }
        return endings.end(run, outcome, message);
    }
}
