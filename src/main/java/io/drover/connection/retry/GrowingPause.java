package io.drover.connection.retry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The pause before something that failed is tried again: each twice as long as the one before, up to a longest. Used by one thread at a time. */
public final class GrowingPause {
    /** How often the first pause goes into the longest, for what is tried again as long as it takes. */
    private static final int THIRTYFOLD = 30;

    private final Duration first;
    private final Duration longest;
    private Duration following;
    private long until = System.nanoTime();

    /**
     * No pause yet: it is over.
     *
     * @param first the length of the first pause, whatever the longest is
     * @param longest the length that no later pause exceeds
     */
    public GrowingPause(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.following = first;
    }

    /** Pauses for what is tried again until its server is back; none is longer than thirty times the first. */
    public static GrowingPause thirtyfold(Duration first) {
        return new GrowingPause(first, first.multipliedBy(THIRTYFOLD));
    }

    /** Begins the next pause, and tells its length. */
    public Duration begin() {
        Duration length = following;
        Duration twice = length.multipliedBy(2);
        following = twice.compareTo(longest) < 0 ? twice : longest;
        until = System.nanoTime() + TimeUnit.NANOSECONDS.convert(length);
        return length;
    }

    /** Begins a pause as long as the first; the next one grows as if it had not been. */
    public void beginShort() {
        until = System.nanoTime() + TimeUnit.NANOSECONDS.convert(first);
    }

    /** The next pause is as long as the first; one that goes on goes on. */
    public void reset() {
        following = first;
    }

    /** Whether the pause that was begun last has passed. */
    public boolean isOver() {
        return until - System.nanoTime() <= 0;
    }
}
