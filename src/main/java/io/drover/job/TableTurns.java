package io.drover.job;

import io.drover.store.Bookkeeping;
import io.drover.store.Delivery;
import io.drover.store.Store;
import io.drover.store.TableClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Loads that write the same table take turns, in the order in which they came; over the nodes the database decides. A load takes
 * all its tables at once, so that no two wait for each other. Thread-safe.
 */
final class TableTurns {
    /** How long between two attempts while another node loads; half of it to all of it, so that nodes do not step together. */
    private static final int BUSY_MILLIS = 250;

    private final TableClaims claims;
    private final Bookkeeping bookkeeping;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Those that load and those that wait, in the order in which they came. */
    private final List<Targets> turns = new ArrayList<>();

    TableTurns(Store store) {
        this.claims = new TableClaims(store);
        this.bookkeeping = store.bookkeeping();
    }

    /** Waits until nobody on this node loads any of these tables who came earlier. */
    void take(Targets targets) {
        lock.lock();
        try {
            turns.add(targets);
            while (waits(targets)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean waits(Targets targets) {
        for (Targets other : turns) {
            if (other == targets) {
                return false;
            }
            if (other.collidesWith(targets)) {
                return true;
            }
        }
        throw new IllegalStateException("a load that waits has lost its turn");
    }

    /** Waits until no other node loads any of these tables, or the server stops. */
    void claim(Delivery delivery, Targets targets, BooleanSupplier stopping) {
        while (!targets.names().isEmpty()
                && !stopping.getAsBoolean()
                && !bookkeeping.enter(() -> claims.claim(delivery, targets.names()))) {
            try {
                TimeUnit.MILLISECONDS.sleep(
                        ThreadLocalRandom.current().nextInt(BUSY_MILLIS / 2, BUSY_MILLIS)); // nothing tells of it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while another node loads the same table", e);
            }
        }
    }

    /** The turn is over. */
    void give(Targets targets) {
        lock.lock();
        try {
            turns.removeIf(other -> other == targets); // another one may be equal to it
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
