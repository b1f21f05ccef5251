package io.drover.connection;

import io.drover.connection.WebServiceException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * How many calls to one other side begin in a second and go on at once, whoever makes them; and how many there were. They are those of this
 * process. Who comes first goes first. Thread-safe.
 */
public final class CallLimits {
    /** How often a thread that waits looks whether it still should. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final BooleanSupplier stops;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private double perSecond;
    private int atOnce;
    /** When the next call may begin, by System.nanoTime. */
    private long next = System.nanoTime();

    private int running;
    private int waiting;
    private long calls;
    private long failed;

    /**
     * What has been counted since the start of the server.
     *
     * @param running calls that go on now, or have a place and wait for their second
     * @param waiting calls that wait for their turn now
     * @param calls that have been made, each attempt as one
     * @param failed of them: without an answer, or with a status of 500 and more or 429
     */
    public record Counts(int running, int waiting, long calls, long failed) {}

    /** The turn of a call; ends once, however often it is told to. */
    public final class Turn {
        private boolean ended;

        private Turn() {}

        /** The call has ended. */
        void end() {
            lock.lock();
            try {
                if (!ended) {
                    ended = true;
                    running--;
                    left.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        /** The call has failed, without an answer. */
        void failed() {
            note();
            end();
        }

        /**
         * The head of the answer is there.
         *
         * @param whole whether it has no body, so that the call has ended
         */
        void answered(int status, boolean whole) {
            if (status >= 500 || status == 429) {
                note();
            }
            if (whole) {
                end();
            }
        }

        private void note() {
            lock.lock();
            try {
                failed++;
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * None, until {@link #set}.
     *
     * @param name of the connection, for messages
     * @param stops whether the server stops, which ends all waiting
     */
    public CallLimits(String name, BooleanSupplier stops) {
        this.name = name;
        this.stops = stops;
    }

    static CallLimits none() {
        return new CallLimits("", () -> false);
    }

    /**
     * Changes them; calls that go on count, those that wait go by the new ones.
     *
     * @param begun calls that begin in a second; 0 for any number
     * @param together calls that go on at once; 0 for any number
     */
    public void set(double begun, int together) {
        lock.lock();
        try {
            perSecond = begun;
            atOnce = together;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets no call begin for a while, as the other side asks for. */
    public void pause(Duration atLeast) {
        lock.lock();
        try {
            long until = System.nanoTime() + atLeast.toNanos();
            next = until - next > 0 ? until : next;
        } finally {
            lock.unlock();
        }
    }

    public Counts counts() {
        lock.lock();
        try {
            return new Counts(running, waiting, calls, failed);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the turn of a call.
     *
     * @param atMost how long; null for as long as it takes
     * @param givenUp whether nobody wants the call any more
     * @throws WebServiceException when its turn does not come in time
     * @throws InterruptedIOException when the thread is interrupted, nobody wants the call any more, or the server stops
     */
    Turn enter(Duration atMost, BooleanSupplier givenUp) throws IOException {
        long until = atMost == null ? Long.MAX_VALUE : Math.max(0, atMost.toNanos());
        Wait wait = new Wait(System.nanoTime(), until, atMost, givenUp);
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        waiting++;
        try {
            awaitPlace(wait);
            awaitTime(wait);
            calls++;
            return new Turn();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            waiting--;
            left.signalAll();
            lock.unlock();
        }
    }

    private record Wait(long began, long most, Duration atMost, BooleanSupplier givenUp) {
        long left() {
            return most - (System.nanoTime() - began);
        }
    }

    /** Takes a place among those that go on at once. */
    private void awaitPlace(Wait wait) throws IOException, InterruptedException {
        while (atOnce > 0 && running >= atOnce) {
            requireWanted(wait);
            if (wait.left() <= 0) {
                throw late(wait.atMost, atOnce + " go on already, as many at once as it allows");
            }
            look(LOOK_NANOS);
        }
        running++;
    }

    /** Takes the next time at which a call may begin, and waits for it; gives the place back when it comes to nothing. */
    private void awaitTime(Wait wait) throws IOException, InterruptedException {
        boolean begins = false;
        try {
            long begin = next - System.nanoTime() > 0 ? next : System.nanoTime();
            long turn = begin - System.nanoTime();
            if (turn > wait.left()) {
                throw late(wait.atMost, "its turn would come in " + (turn + SECOND - 1) / SECOND + " s");
            }
            next = perSecond > 0 ? begin + (long) (SECOND / perSecond) : next;
            for (long nanos = turn; nanos > 0; nanos = begin - System.nanoTime()) {
                requireWanted(wait);
                look(Math.min(nanos, LOOK_NANOS));
            }
            begins = true;
        } finally {
            running -= begins ? 0 : 1;
        }
    }

    @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // who calls it looks again
    private void look(long nanos) throws InterruptedException {
        left.awaitNanos(nanos);
    }

    private void requireWanted(Wait wait) throws InterruptedIOException {
        if (stops.getAsBoolean()) {
            throw new InterruptedIOException("the server stops");
        }
        if (wait.givenUp.getAsBoolean()) {
            throw new InterruptedIOException("given up while it waited for its turn at the connection " + name);
        }
    }

    private WebServiceException late(Duration atMost, String why) {
        return new WebServiceException(
                "the limits of the connection " + name + " did not let the request begin within "
                        + Deadline.shown(atMost) + ": " + why,
                Kind.UNSENT,
                0,
                null,
                null);
    }

    private InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted =
                new InterruptedIOException("interrupted while it waited for its turn at the connection " + name);
        interrupted.initCause(cause);
        return interrupted;
    }
}
