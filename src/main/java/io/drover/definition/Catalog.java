package io.drover.definition;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The definitions in force. Replaced as a whole; who has looked one up keeps it as it was. While they are being loaded, what is not
 * there may still come. Thread-safe.
 *
 * <pre>{@code
 * JobDefinition job = catalog.find(JobDefinition.class, "products"); // whatever its case
 * }</pre>
 */
public final class Catalog {
    private volatile Definitions current = Definitions.NONE;
    private final ReentrantLock changes = new ReentrantLock();
    private final Condition changed = changes.newCondition();

    public Definitions current() {
        return current;
    }

    public void replace(Definitions definitions) {
        current = definitions;
    }

    /** Loads definitions and what goes by them, for {@link #settled} to wait for. One at a time. */
    public <T> T change(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } finally {
            changed.signalAll();
            changes.unlock();
        }
    }

    /**
     * Waits until a file that was written is in force: the server takes files up by itself, all that have changed together.
     *
     * @param inForce whether it is, by what {@link #current} gives
     * @return whether it is in time
     */
    public boolean await(BooleanSupplier inForce, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        if (!changes.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return inForce.getAsBoolean();
        }
        try {
            long left = end - System.nanoTime();
            while (!inForce.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            changes.unlock();
        }
    }

    /** Waits until no change is under way, but for the one of this thread. */
    public void awaitChange() throws InterruptedException {
        if (!changes.isHeldByCurrentThread()) {
            changes.lockInterruptibly();
            changes.unlock();
        }
    }

    /**
     * Looks something up, and once more after the change that is under way when it is not there. For messages that a route has
     * taken, and that may be lost when the route fails: a server that starts has not read the definitions yet.
     *
     * @throws UnknownNameException when it is not there then either
     */
    public <T> T settled(Supplier<T> lookup) throws InterruptedException {
        try {
            return lookup.get();
        } catch (UnknownNameException e) {
            awaitChange();
            return lookup.get();
        }
    }

    /** Whether there is a definition of a type and a name, whatever its case. */
    public boolean has(Class<? extends Definition> type, String name) {
        return current.all(type).containsKey(name);
    }

    /**
     * A definition by its name, whatever its case.
     *
     * @throws UnknownNameException when there is none; the message lists those there are
     */
    public <D extends Definition> D find(Class<D> type, String name) {
        Map<String, D> all = current.all(type);
        D found = all.get(name);
        if (found == null) {
            throw new UnknownNameException("there is no " + Kinds.of(type).noun() + " '" + name + "'; there are "
                    + (all.isEmpty() ? "none" : String.join(", ", all.keySet())));
        }
        return found;
    }
}
