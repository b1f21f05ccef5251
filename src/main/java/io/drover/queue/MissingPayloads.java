package io.drover.queue;

import io.drover.store.queue.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that wait because their payloads are not here, and what is said of them. Thread-safe. */
final class MissingPayloads {
    private static final Logger LOG = LoggerFactory.getLogger(MissingPayloads.class);
    /** No more of a queue are remembered. */
    static final int MOST = 1_000;

    private static final int SHOWN = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final String node;
    private final Clock clock;
    private final Map<String, Map<Long, MissingPayload>> queues = new TreeMap<>();
    /** When a queue is spoken of again in the log. */
    private final Map<String, LogPause> told = new HashMap<>();

    private record MissingPayload(Message message, Instant since) {}

    private record LogPause(Instant next, Duration pause) {}

    /** @param node this server */
    MissingPayloads(String node, Clock clock) {
        this.node = node;
        this.clock = clock;
    }

    /** Notes one, and says so in the log now and then. */
    synchronized void add(Message message) {
        Instant now = clock.instant();
        Map<Long, MissingPayload> queue = queues.computeIfAbsent(message.queue().name(), name -> new TreeMap<>());
        if (queue.size() < MOST) {
            queue.putIfAbsent(message.id(), new MissingPayload(message, now));
        }
        LogPause before = told.get(message.queue().name());
        if (before == null || !now.isBefore(before.next())) {
            Duration pause = before == null ? FIRST_PAUSE : min(before.pause().multipliedBy(2), LONGEST_PAUSE);
            told.put(message.queue().name(), new LogPause(now.plus(pause), pause));
            LOG.warn("{}", line(queue.values()));
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Forgets all but these. */
    synchronized void keep(Set<Long> ids) {
        queues.values().forEach(queue -> queue.keySet().retainAll(ids));
        forgetQueues();
    }

    synchronized void remove(Message message) {
        Map<Long, MissingPayload> queue = queues.get(message.queue().name());
        if (queue != null && queue.remove(message.id()) != null) {
            forgetQueues();
        }
    }

    private void forgetQueues() {
        queues.values().removeIf(Map::isEmpty);
        told.keySet().removeIf(queue -> {
            boolean over = !queues.containsKey(queue);
            if (over) {
                LOG.info("no message of the queue {} waits any more because its payload is not here", queue);
            }
            return over;
        });
    }

    synchronized List<Message> messages() {
        return queues.values().stream()
                .flatMap(queue -> queue.values().stream())
                .map(MissingPayload::message)
                .toList();
    }

    /** The ids of the messages of a queue whose payloads are missed; a copy. */
    synchronized Set<Long> ids(String queue) {
        return new HashSet<>(queues.getOrDefault(queue, Map.of()).keySet());
    }

    /** What waits, a line for each queue. */
    synchronized List<String> lines() {
        return queues.values().stream().map(queue -> line(queue.values())).toList();
    }

    private String line(Collection<MissingPayload> missing) {
        String job = missing.iterator().next().message().queue().job();
        String shown = missing.stream().limit(SHOWN).map(MissingPayloads::text).collect(Collectors.joining(", "));
        return missing.size() + (missing.size() == 1 ? " message" : " messages") + " of the job " + job
                + " cannot be handed out or processed on this server, " + node + ", because the payload is not here: "
                + shown + (missing.size() > SHOWN ? " and " + (missing.size() - SHOWN) + " more" : "");
    }

    private static String text(MissingPayload missing) {
        Message message = missing.message();
        return message.uid() + " (written "
                + (message.content().node() == null
                        ? ""
                        : "by " + message.content().node() + " ") + "at "
                + message.state().created() + ", missed since " + missing.since() + ")";
    }
}
