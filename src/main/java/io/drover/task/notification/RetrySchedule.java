package io.drover.task.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When something that could not be sent is tried again: as Standard Webhooks says, over more than three days. */
final class RetrySchedule {
    /** Pauses after the first attempt, the second and so on. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    /** Attempts in all. */
    static final int ATTEMPTS = PAUSES.size() + 1;

    private RetrySchedule() {}

    /**
     * The pause after an attempt that failed; up to a tenth longer, so that not all who waited come back at once.
     *
     * @param attempts how many have been made
     * @param asked seconds that the receiver asked for, or 0
     * @return empty when it was the last one
     */
    static Optional<Duration> pause(int attempts, long asked) {
        if (attempts >= ATTEMPTS) {
            return Optional.empty();
        }
        long seconds = Math.max(PAUSES.get(attempts - 1).toSeconds(), Math.min(asked, LONGEST_SECONDS));
        return Optional.of(
                Duration.ofMillis(seconds * 1000 + ThreadLocalRandom.current().nextLong(seconds * 100 + 1)));
    }
}
