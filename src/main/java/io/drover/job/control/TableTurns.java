package io.drover.job.control;

import io.drover.store.Store;
import io.drover.store.ledger.TableClaims;
import io.drover.store.ledger.TableClaims.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Loads that write the same table take turns, in the order in which they came; over the nodes the database decides. A load takes
 * all its tables at once, so that no two wait for each other. Thread-safe.
 */
final class TableTurns {
    /** How long between two attempts while another node loads; half of it to all of it, so that nodes do not step together. */
    private static final int BUSY_MILLIS = 250;

    private final TableClaims claims;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** The loads that run and the loads that wait, in the order in which they came. */
    private final List<Turn> turns = new ArrayList<>();

    TableTurns(Store store) {
        this.claims = new TableClaims(store);
    }

    /** One load's place in the order. */
    static final class Turn {
        private final String load;
        private final TargetTables targets;
        private final Instant since = Instant.now();
        private volatile boolean awaitsPlace;
        private volatile boolean begun;

        private Turn(String load, TargetTables targets) {
            this.load = load;
            this.targets = targets;
        }

        /** What the load writes to. */
        Set<String> tables() {
            return targets.names();
        }

        /** Waits for one of the places of loads. */
        void awaits(Semaphore places) {
            awaitsPlace = true;
            places.acquireUninterruptibly();
            awaitsPlace = false;
        }

        /** The load has all it needs. */
        void begins() {
            begun = true;
        }
    }

    /**
     * Waits until nobody on this node loads any of these tables who came earlier.
     *
     * @param load what it is called where waiting loads are shown
     */
    Turn take(String load, TargetTables targets) {
        Turn turn = new Turn(load, targets);
        lock.lock();
        try {
            turns.add(turn);
            while (waits(turn)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        return turn;
    }

    private boolean waits(Turn turn) {
        for (Turn other : turns) {
            if (other == turn) {
                return false;
            }
            if (other.targets.collidesWith(turn.targets)) {
                return true;
            }
        }
        throw new IllegalStateException("a load that waits has lost its turn");
    }

    /** Passes some time until a table that another node loads may be free. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    ThreadLocalRandom.current().nextInt(BUSY_MILLIS / 2, BUSY_MILLIS)); // nothing tells of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another node loads the same table", e);
        }
    }

    /** The turn is over. */
    void give(Turn turn) {
        lock.lock();
        try {
            turns.remove(turn);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The loads of this server that have waited for so long: for what, since when, and who has it; one sentence each. */
    List<String> waiting(Duration atLeast) {
        Instant before = Instant.now().minus(atLeast);
        List<Turn> waiting;
        lock.lock();
        try {
            waiting = turns.stream()
                    .filter(turn -> !turn.begun && !turn.since.isAfter(before))
                    .toList();
        } finally {
            lock.unlock();
        }
        List<Holder> holders = waiting.isEmpty() ? List.of() : claims.holders();
        return waiting.stream().map(turn -> sentence(turn, holders)).toList();
    }

    private static String sentence(Turn turn, List<Holder> holders) {
        String waits = turn.load + " waits since " + seconds(turn.since) + " for ";
        if (turn.awaitsPlace) {
            return waits + "one of the loads that may run at once to end (drover.jobs.parallel)";
        }
        return holders.stream()
                .filter(holder ->
                        turn.targets.names().stream().anyMatch(name -> TableClaims.collide(name, holder.target())))
                .findFirst()
                .map(holder -> waits + "the table " + holder.target() + ", which " + text(holder) + " writes")
                .orElse(waits + "its turn at " + String.join(", ", turn.targets.names()));
    }

    private static String text(Holder holder) {
        return holder.job() + " with " + holder.file()
                + (holder.execution() == null
                        ? ""
                        : " (execution " + holder.execution() + ", since " + seconds(holder.since()) + ")")
                + (holder.here() ? "" : " on another server");
    }

    private static Instant seconds(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond());
    }
}
