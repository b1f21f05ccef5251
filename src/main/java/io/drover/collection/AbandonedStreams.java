package io.drover.collection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Gives back the connections of streams that nobody takes any more: who has gone away in the middle does not always say so. */
final class AbandonedStreams {
    private static final long SWEEP_SECONDS = 5;
    private static final Set<RecordStream> OPEN = ConcurrentHashMap.newKeySet();
    private static final ScheduledExecutorService SWEEPER = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "record-streams");
        thread.setDaemon(true);
        return thread;
    });

    static {
        var unused = SWEEPER.scheduleWithFixedDelay(
                () -> OPEN.forEach(RecordStream::closeWhenAbandoned), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private AbandonedStreams() {}

    static void watch(RecordStream stream) {
        OPEN.add(stream);
    }

    static void forget(RecordStream stream) {
        OPEN.remove(stream);
    }
}
