package io.drover.job.run;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.control.StopReason;
import io.drover.job.control.StopSwitch;
import io.drover.job.control.TableTurns;
import io.drover.job.control.TableTurns.Turn;
import io.drover.job.control.TargetTables;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.DeliveryException;
import io.drover.store.Bookkeeping;
import io.drover.store.Leases;
import io.drover.store.Store;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Executions;
import io.drover.store.ledger.MessageRuns;
import io.drover.store.ledger.RunEndings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job on a claimed delivery: load, one commit, history. Whatever happens, the execution ends in a visible state, and
 * either all of the delivery's good rows are loaded or none.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final Openings providers;
    private final MappingContexts contexts;
    private final Executions executions;
    private final Deliveries deliveries;
    private final MessageRuns messages;
    private final LoadCommit commit;
    private final RunEndings endings;
    private final List<ExecutionListener> listeners;
    private final Bookkeeping bookkeeping;
    private final TableTurns turns;
    private final Semaphore places;
    /** Deliveries that have broken down a run are loaded one after the other: the next breakdown then has one of them only. */
    private final Semaphore suspects = new Semaphore(1, true);

    private final RunsUnderWay underWay;
    private final Leases leases;

    /**
     * @param parallel most loads at once: each holds a connection to its end
     * @param patience how long a run that is to end may wait for a database until its connection to it is broken off
     */
    public JobRunner(
            Store store,
            Openings providers,
            MappingContexts contexts,
            int parallel,
            Duration patience,
            List<ExecutionListener> listeners) {
        this.bookkeeping = store.bookkeeping();
        this.leases = store.leases();
        this.turns = new TableTurns(store);
        this.places = new Semaphore(parallel, true);
        this.providers = providers;
        this.contexts = contexts;
        this.executions = new Executions(store);
        this.underWay = new RunsUnderWay(executions, patience);
        this.deliveries = new Deliveries(store);
        this.messages = new MessageRuns(store);
        this.commit = new LoadCommit(store);
        this.endings = new RunEndings(store);
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Runs the job, when no other load writes to its tables and there is a place; who waits for tables takes no place. The
     * delivery is held for as long as that takes.
     *
     * @throws io.drover.store.TakenOverException when it was taken over before the run began
     */
    public Execution run(Assignment given) {
        StopSwitch stop = new StopSwitch();
        return leases.during(given.delivery(), () -> stop.stop(StopReason.TAKEN_OVER), () -> runInTurn(given, stop));
    }

    private Execution runInTurn(Assignment given, StopSwitch stop) {
        TargetTables targets = TargetTables.of(given.job());
        Turn turn = turns.take(given.job().name() + " with " + given.delivery().file(), targets);
        try {
            claim(given, turn);
            return given.delivery().breakdowns() == 0 ? runInPlace(given, turn, stop) : runSuspect(given, turn, stop);
        } finally {
            turns.give(turn);
        }
    }

    private void claim(Assignment given, Turn turn) {
        try {
            turns.claim(given.delivery(), turn, underWay::isStopping);
        } catch (Throwable e) {
            endings.giveBack(given.delivery());
            throw e;
        }
    }

    private Execution runSuspect(Assignment given, Turn turn, StopSwitch stop) {
        suspects.acquireUninterruptibly();
        try {
            return runInPlace(given, turn, stop);
        } finally {
            suspects.release();
        }
    }

    private Execution runInPlace(Assignment given, Turn turn, StopSwitch stop) {
        places.acquireUninterruptibly();
        try {
            turn.begins();
            return runToItsEnd(given, start(given), stop);
        } finally {
            places.release();
        }
    }

    private long start(Assignment given) {
        try {
            return bookkeeping.enter(() -> executions.start(given.delivery()));
        } catch (Throwable e) {
            endings.giveBack(given.delivery());
            throw e;
        }
    }

    private Execution runToItsEnd(Assignment given, long id, StopSwitch stop) {
        Delivery delivery = given.delivery();
        RunCounts counts = new RunCounts();
        underWay.add(id, stop, given.job().limits().time());
        Execution ended;
        try {
            if (!bookkeeping.enter(() -> deliveries.running(delivery, id))) {
                stop.stop(StopReason.CANCELLED);
            }
            ended = load(given, id, counts, stop);
        } catch (Throwable e) {
            ended = failed(given, id, counts, e);
        } finally {
            underWay.remove(id);
        }
        tell(ended);
        return ended;
    }

    private Execution failed(Assignment given, long id, RunCounts counts, Throwable why) {
        Delivery delivery = given.delivery();
        try {
            if (why instanceof Error) {
                LOG.error("{}  {}  execution {} breaks down", delivery.job(), delivery.file(), id, why);
            }
            return commit.enter(
                    delivery, Failure.of(why, delivery, given.mayGrow()).ending(id, counts));
        } catch (OutOfMemoryError again) {
            // There is more of it now than in the middle of the run
            return commit.enter(delivery, Failure.of(again, delivery, false).ending(id, counts));
        }
    }

    private void tell(Execution ended) {
        for (ExecutionListener listener : listeners) {
            try {
                listener.ended(ended);
            } catch (Throwable e) {
                LOG.warn("the end of execution {} could not be told: {}", ended.id(), e.toString());
            }
        }
    }

    private Execution load(Assignment given, long id, RunCounts counts, StopSwitch stop)
            throws SQLException, IOException, LoadStoppedException {
        RunOptions work = given.message();
        if (given.delivery().breakdowns() >= Failure.BREAKDOWNS) {
            throw new IllegalStateException("nothing was loaded. " + Failure.setAside(given.delivery()));
        }
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
                counts,
                stop,
                onFirstRecords)) {
            return commit.of(run, given, id, counts);
        } catch (SQLException | IOException | RuntimeException e) {
            stop.check(); // it may have failed only because it was to end
            given.requireUnchanged(); // or because somebody wrote to it
            throw e;
        }
    }

    /** Stops what is under way and what is about to begin; those deliveries wait again. */
    public void stop() {
        underWay.stop();
    }

    /** What is done at the turn of a job. */
    public interface Work<T> {
        public T run() throws IOException;
    }

    /** Does something that takes one of the places too, and the job's turn at its tables; it is no run. */
    public <T> T atTurn(String what, JobDefinition job, Work<T> work) throws IOException {
        Turn turn = turns.take(what, TargetTables.of(job));
        try {
            places.acquireUninterruptibly();
            try {
                turn.begins();
                return work.run();
            } finally {
                places.release();
            }
        } finally {
            turns.give(turn);
        }
    }

    /** Whether no run may begin any more. */
    public boolean isStopping() {
        return underWay.isStopping();
    }

    public RunsUnderWay underWay() {
        return underWay;
    }

    /** The runs of this server that have waited for so long to begin, one sentence each. */
    public List<String> waiting(Duration atLeast) {
        return turns.waiting(atLeast);
    }

    /** Cancels a run that this node has under way. */
    public void cancel(long execution) {
        underWay.cancel(execution);
    }
}
