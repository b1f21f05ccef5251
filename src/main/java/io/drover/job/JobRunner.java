package io.drover.job;

import io.drover.definition.JobDefinition;
import io.drover.provider.DeliveryException;
import io.drover.store.Bookkeeping;
import io.drover.store.Deliveries;
import io.drover.store.Delivery;
import io.drover.store.Execution;
import io.drover.store.Executions;
import io.drover.store.MessageRuns;
import io.drover.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Runs a job on a claimed delivery: load, one commit, history. Whatever happens, the execution ends in a visible state, and
 * either all of the delivery's good rows are loaded or none.
 */
final class JobRunner {
    private final Providers providers;
    private final MappingContexts contexts;
    private final Executions executions;
    private final Deliveries deliveries;
    private final MessageRuns messages;
    private final LoadCommit commit;
    private final List<ExecutionListener> listeners;
    private final Bookkeeping bookkeeping;
    private final TableTurns turns;
    private final Semaphore places;
    private final RunsUnderWay underWay;
    private final DryRunner dryRunner;

    /** @param parallel most loads at once: each holds a connection to its end */
    JobRunner(
            Store store,
            Providers providers,
            MappingContexts contexts,
            int parallel,
            List<ExecutionListener> listeners) {
        this.bookkeeping = store.bookkeeping();
        this.turns = new TableTurns(store);
        this.places = new Semaphore(parallel, true);
        this.providers = providers;
        this.contexts = contexts;
        this.executions = new Executions(store);
        this.underWay = new RunsUnderWay(executions);
        this.dryRunner = new DryRunner(providers, contexts, underWay);
        this.deliveries = new Deliveries(store);
        this.messages = new MessageRuns(store);
        this.commit = new LoadCommit(store);
        this.listeners = List.copyOf(listeners);
    }

    /** Runs the job, when no other load writes to its tables and there is a place; who waits for tables takes no place. */
    Execution run(Assignment given) {
        Targets targets = Targets.of(given.job());
        turns.take(targets);
        try {
            turns.claim(given.delivery(), targets, underWay::isStopping);
            places.acquireUninterruptibly();
            try {
                return runInPlace(given);
            } finally {
                places.release();
            }
        } finally {
            turns.give(targets);
        }
    }

    private Execution runInPlace(Assignment given) {
        JobDefinition job = given.job();
        Delivery delivery = given.delivery();
        long id =
                bookkeeping.enter(() -> executions.start(job.name(), delivery.task(), delivery.file(), delivery.id()));
        Tally tally = new Tally();
        StopSwitch stop = new StopSwitch();
        underWay.add(id, stop, job.limits().time());
        Execution ended;
        try {
            if (!bookkeeping.enter(() -> deliveries.running(delivery, id))) {
                stop.stop(Stop.CANCELLED);
            }
            ended = load(given, id, tally, stop);
        } catch (SQLException | IOException | LoadStopped | RuntimeException e) {
            ended = commit.enter(delivery, Failure.of(e, given.mayGrow()).ending(id, tally));
        } finally {
            underWay.remove(id);
        }
        Execution result = ended;
        listeners.forEach(listener -> listener.ended(result));
        return result;
    }

    private Execution load(Assignment given, long id, Tally tally, StopSwitch stop)
            throws SQLException, IOException, LoadStopped {
        MessageWork work = given.message();
        if (work.refused() != null && work.handover() == null) {
            throw new DeliveryException(work.refused(), 0, 0, false);
        } else if (work.refused() != null) {
            throw new IllegalStateException(work.refused());
        }
        stop.check();
        Delivery delivery = given.delivery();
        Openings openings = work.limit() == null ? providers : new LimitedOpenings(providers, work.limit());
        Runnable onFirstRecords =
                delivery.message() == null ? () -> {} : () -> bookkeeping.enter(() -> messages.processing(delivery));
        try (LoadRun run = new LoadRun(
                given.job(),
                given.file(),
                contexts.of(given.job(), delivery, id, work.company()),
                openings,
                given.rejects(),
                tally,
                stop,
                onFirstRecords)) {
            return commit.of(run, given, id, tally);
        } catch (SQLException | IOException | RuntimeException e) {
            stop.check(); // it may have failed only because it was to end
            throw e;
        }
    }

    /** Stops what is under way and what is about to begin; those deliveries wait again. */
    void stop() {
        underWay.stop();
    }

    /** Runs a job up to its commit; it takes one of the places too, and its turn at the tables. */
    DryRun dryRun(JobDefinition job, Path file, String fileName, Long limit) throws IOException {
        Targets targets = Targets.of(job);
        turns.take(targets);
        try {
            places.acquireUninterruptibly();
            try {
                return dryRunner.run(job, file, fileName, limit);
            } finally {
                places.release();
            }
        } finally {
            turns.give(targets);
        }
    }

    /** Cancels a run that this node has under way. */
    void cancel(long execution) {
        underWay.cancel(execution);
    }
}
