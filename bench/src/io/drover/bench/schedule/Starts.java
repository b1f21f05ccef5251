package io.drover.bench.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** When what was due has begun, noted by the work itself. Thread-safe. */
public final class Starts {
    private static final Map<Instant, Queue<Long>> DELAYS = new ConcurrentHashMap<>();
    /** Longer than either side has ever taken for an instant. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private Starts() {}

    /** Notes that the work of a due instant begins now. */
    public static void begun(Instant due) {
        long micros = Duration.between(due, Instant.now()).toNanos() / 1_000;
        DELAYS.computeIfAbsent(due, key -> new ConcurrentLinkedQueue<>()).add(micros);
    }

    /**
     * Waits for some instants, and prints for each a line with the delays in microseconds.
     *
     * @param every seconds between two
     * @param expected how many begin at each
     */
    public static void print(int every, int instants, int expected) throws InterruptedException {
        long next = (Instant.now().getEpochSecond() / every + 1) * every;
        if (next - Instant.now().getEpochSecond() < 5) {
            next += every; // the last task may just have been taken up
        }
        Map<Instant, Queue<Long>> all = new TreeMap<>();
        for (int i = 0; i < instants; i++) {
            Instant due = Instant.ofEpochSecond(next + (long) i * every);
            Queue<Long> begun = DELAYS.computeIfAbsent(due, key -> new ConcurrentLinkedQueue<>());
            all.put(due, begun);
            Instant end = due.plus(GRACE);
            while (begun.size() < expected && Instant.now().isBefore(end)) {
                Thread.sleep(20);
            }
        }
        Thread.sleep(2_000); // what came twice would come now
        all.forEach((due, delays) -> System.out.println("delays "
                + String.join(" ", delays.stream().map(String::valueOf).toList())));
    }
}
