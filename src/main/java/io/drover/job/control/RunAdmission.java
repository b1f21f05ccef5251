package io.drover.job.control;

import io.drover.job.control.TableTurns.Turn;
import io.drover.job.definition.JobDefinition;
import io.drover.store.Bookkeeping;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.RunBeginnings;
import io.drover.store.ledger.RunBeginnings.BegunRun;
import io.drover.store.ledger.RunEndings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * What a run waits for before it begins: that no other load writes to its tables, on this server and then on all, and that there is
 * a place. A run that waits for tables takes no place. Thread-safe.
 */
public final class RunAdmission {
    private final TableTurns turns;
    private final RunBeginnings beginnings;
    private final RunEndings endings;
    private final Bookkeeping bookkeeping;
    private final RunsUnderWay underWay;
    private final Semaphore places;
    /** Deliveries that have broken down a run are loaded one after the other: the next breakdown then has one of them only. */
    private final Semaphore suspects = new Semaphore(1, true);

    /** What is done when it is its turn. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** A run that has begun, to its end. */
    public interface RestOfRun<T> {
        T run(BegunRun begun);
    }

    /** @param parallel most loads at once: each holds a connection to its end */
    public RunAdmission(Store store, int parallel, RunsUnderWay underWay) {
        this.turns = new TableTurns(store);
        this.beginnings = new RunBeginnings(store);
        this.endings = new RunEndings(store);
        this.bookkeeping = store.bookkeeping();
        this.underWay = underWay;
        this.places = new Semaphore(parallel, true);
    }

    /**
     * Runs a job on a claimed delivery when it is its turn. A delivery whose run cannot begin is given back.
     *
     * @throws io.drover.store.TakenOverException when the delivery was taken over meanwhile
     */
    public <T> T run(JobDefinition job, Delivery delivery, RestOfRun<T> run) {
        Turn turn = turns.take(job.name() + " with " + delivery.file(), TargetTables.of(job));
        try {
            return delivery.run().breakdowns() == 0 ? begin(delivery, turn, run) : alone(delivery, turn, run);
        } finally {
            turns.give(turn);
        }
    }

    private <T> T alone(Delivery delivery, Turn turn, RestOfRun<T> run) {
        suspects.acquireUninterruptibly();
        try {
            return begin(delivery, turn, run);
        } finally {
            suspects.release();
        }
    }

    /** Tries until no other server loads any of the tables, or this one stops: the run then begins without tables, and ends. */
    private <T> T begin(Delivery delivery, Turn turn, RestOfRun<T> run) {
        while (true) {
            turn.awaits(places);
            try {
                Optional<BegunRun> begun = begin(delivery, underWay.isStopping() ? Set.of() : turn.tables());
                if (begun.isPresent()) {
                    turn.begins();
                    return run.run(begun.get());
                }
            } finally {
                places.release();
            }
            pause(delivery);
        }
    }

    private Optional<BegunRun> begin(Delivery delivery, Set<String> tables) {
        try {
            return bookkeeping.enter(() -> beginnings.begin(delivery, tables));
        } catch (Throwable e) {
            endings.giveBack(delivery);
            throw e;
        }
    }

    private void pause(Delivery delivery) {
        try {
            TableTurns.pause();
        } catch (Throwable e) {
            endings.giveBack(delivery);
            throw e;
        }
    }

    /** Runs a job dry: it waits as a run does, but claims nothing on other servers. */
    public <T, E extends Exception> T runDry(JobDefinition job, Work<T, E> run) throws E {
        Turn turn = turns.take("a dry run of " + job.name(), TargetTables.of(job));
        try {
            turn.awaits(places);
            try {
                turn.begins();
                return run.run();
            } finally {
                places.release();
            }
        } finally {
            turns.give(turn);
        }
    }

    /** The runs of this server that have waited for so long to begin: for what, since when, and who has it; one sentence each. */
    public List<String> waiting(Duration atLeast) {
        return turns.waiting(atLeast);
    }
}
