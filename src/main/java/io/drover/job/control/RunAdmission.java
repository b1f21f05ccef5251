package io.drover.job.control;

import io.drover.job.control.TableTurns.Turn;
import io.drover.job.definition.JobDefinition;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.RunEndings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * What a run waits for before it begins: that no other load writes to its tables, on this server and then on all, and that there is
 * a place. A run that waits for tables takes no place. Thread-safe.
 */
public final class RunAdmission {
    private final TableTurns turns;
    private final RunEndings endings;
    private final RunsUnderWay underWay;
    private final Semaphore places;
    /** Deliveries that have broken down a run are loaded one after the other: the next breakdown then has one of them only. */
    private final Semaphore suspects = new Semaphore(1, true);

    /** What is done when it is its turn. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** @param parallel most loads at once: each holds a connection to its end */
    public RunAdmission(Store store, int parallel, RunsUnderWay underWay) {
        this.turns = new TableTurns(store);
        this.endings = new RunEndings(store);
        this.underWay = underWay;
        this.places = new Semaphore(parallel, true);
    }

    /**
     * Runs a job on a claimed delivery when it is its turn. A delivery whose turn does not come is given back.
     *
     * @throws io.drover.store.TakenOverException when the delivery was taken over meanwhile
     */
    public <T> T run(JobDefinition job, Delivery delivery, Work<T, RuntimeException> run) {
        Turn turn = turns.take(job.name() + " with " + delivery.file(), TargetTables.of(job));
        try {
            claim(delivery, turn);
            return delivery.run().breakdowns() == 0 ? inPlace(turn, run) : alone(turn, run);
        } finally {
            turns.give(turn);
        }
    }

    private void claim(Delivery delivery, Turn turn) {
        try {
            turns.claim(delivery, turn, underWay::isStopping);
        } catch (Throwable e) {
            endings.giveBack(delivery);
            throw e;
        }
    }

    private <T, E extends Exception> T alone(Turn turn, Work<T, E> run) throws E {
        suspects.acquireUninterruptibly();
        try {
            return inPlace(turn, run);
        } finally {
            suspects.release();
        }
    }

    /** Runs a job dry: it waits as a run does, but claims nothing on other servers. */
    public <T, E extends Exception> T runDry(JobDefinition job, Work<T, E> run) throws E {
        Turn turn = turns.take("a dry run of " + job.name(), TargetTables.of(job));
        try {
            return inPlace(turn, run);
        } finally {
            turns.give(turn);
        }
    }

    private <T, E extends Exception> T inPlace(Turn turn, Work<T, E> run) throws E {
        places.acquireUninterruptibly();
        try {
            turn.begins();
            return run.run();
        } finally {
            places.release();
        }
    }

    /** The runs of this server that have waited for so long to begin: for what, since when, and who has it; one sentence each. */
    public List<String> waiting(Duration atLeast) {
        return turns.waiting(atLeast);
    }
}
