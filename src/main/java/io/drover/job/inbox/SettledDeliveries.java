package io.drover.job.inbox;

import io.drover.job.inbox.InboxOutcome.Fate;
import io.drover.job.inbox.SeenDelivery.Snapshot;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which deliveries in inboxes, files and folders alike, have settled: their writers have left them alone for drover.inbox.min-age, and no
 * attempt has failed for drover.inbox.retry. Thread-safe.
 */
final class SettledDeliveries {
    private final Duration minAge;
    private final Duration maxWait;
    private final Duration retry;
    private final Map<Path, SeenDelivery> seen = new ConcurrentHashMap<>();

    SettledDeliveries(Settings settings) {
        this.minAge = settings.seconds("drover.inbox.min-age");
        this.maxWait = settings.seconds("drover.inbox.max-wait");
        this.retry = settings.seconds("drover.inbox.retry");
    }

    /**
     * Looks at a delivery again.
     *
     * @throws IOException when it is gone, or cannot be looked at
     */
    SeenDelivery look(Path delivery) throws IOException {
        try {
            Snapshot now = Snapshot.at(delivery);
            return seen.compute(delivery, (path, before) -> SeenDelivery.after(before, now));
        } catch (IOException e) {
            seen.remove(delivery);
            throw e;
        }
    }

    /** Whether a job may have it now. */
    boolean isDue(SeenDelivery delivery) {
        return delivery.isDue(minAge, retry);
    }

    /** Whether it is to be said, once, that it does not come to an end. */
    boolean isToBeReported(SeenDelivery delivery) {
        return delivery.isToBeReported(maxWait);
    }

    /** Notes what a job made of it. */
    void attempted(Path delivery, Fate fate) {
        if (fate == Fate.FILED) {
            seen.remove(delivery);
        } else {
            seen.computeIfPresent(delivery, (path, before) -> before.attempted(fate));
        }
    }

    /** Forgets the deliveries that are not there any more. */
    void forgetThoseGone() {
        seen.keySet().removeIf(path -> !Files.exists(path));
    }

    /** The deliveries that do not come to an end. */
    List<Path> stuck() {
        forgetThoseGone();
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue().isStuck(maxWait))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** After how long a delivery counts as stuck. */
    Duration maxWait() {
        return maxWait;
    }
}
