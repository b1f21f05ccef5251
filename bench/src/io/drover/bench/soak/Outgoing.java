package io.drover.bench.soak;

import io.drover.crash.QueueChecker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What clients were told of the messages of an export: which were put in, handed out and acknowledged, and when. Thread-safe. */
final class Outgoing {
    private static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(Site.LEASE_SECONDS);

    private final Set<String> sent = new HashSet<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Map<String, Long> leased = new HashMap<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private final Set<String> duplicated = new HashSet<>();

    synchronized void sends(String id) {
        sent.add(id);
    }

    synchronized void confirmed(String id) {
        confirmed.add(id);
    }

    /**
     * A message was handed out.
     *
     * @param asked when the request began, by {@link System#nanoTime}: the lease has begun after that
     * @param answered when its answer was there
     */
    synchronized void delivered(String id, long asked, long answered) {
        Long before = leased.put(id, asked);
        Long done = acknowledged.get(id);
        if ((before != null && answered - before < LEASE_NANOS) || (done != null && asked - done > 0)) {
            duplicated.add(id);
        }
    }

    /** The server has taken its acknowledgement. */
    synchronized void acknowledged(String id) {
        acknowledged.put(id, System.nanoTime());
    }

    synchronized QueueChecker check() {
        Set<String> lost = new HashSet<>(confirmed);
        lost.removeAll(leased.keySet());
        Set<String> unexpected = new HashSet<>(leased.keySet());
        unexpected.removeAll(sent);
        Set<String> unknown = new HashSet<>(sent);
        unknown.removeAll(confirmed);
        Set<String> recovered = new HashSet<>(unknown);
        recovered.retainAll(leased.keySet());
        return new QueueChecker(lost, unexpected, Set.copyOf(duplicated), recovered, confirmed.size(), unknown.size());
    }
}
