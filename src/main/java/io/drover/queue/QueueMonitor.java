package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.definition.RecurringJobDefinition.Monitoring;
import io.drover.store.Store;
import io.drover.store.queue.MessageQueues;
import io.drover.store.queue.MessageQueues.QueueDepth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at queues when their monitoring says so, and tells once when one holds too many messages or one too old, and once when
 * that is over. Thread-safe.
 */
public final class QueueMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMonitor.class);

    private final Catalog catalog;
    private final MessageQueues messages;
    private final QueueRuns runs;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    /** What is wrong, by activity. */
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    public QueueMonitor(Catalog catalog, Store store, QueueRuns runs, Clock clock) {
        this.catalog = catalog;
        this.messages = new MessageQueues(store);
        this.runs = runs;
        this.clock = clock;
    }

    /** Looks at a queue if an instant of its monitoring has come since the last tick. */
    public void tick(String activity) {
        Optional<RecurringJobDefinition> recurring = RecurringJobDefinition.find(
                        UUID.fromString(activity), catalog.current())
                .filter(job -> job.processing().monitoring() != null);
        Instant now = clock.instant();
        Instant before = seen.put(activity, now);
        if (recurring.isPresent()
                && before != null
                && isDue(recurring.get().processing().monitoring(), before, now)) {
            look(recurring.get());
        }
    }

    private static boolean isDue(Monitoring monitoring, Instant before, Instant now) {
        return !monitoring.schedule().between(before, now, 1).instants().isEmpty();
    }

    void look(RecurringJobDefinition recurring) {
        Monitoring monitoring = recurring.processing().monitoring();
        QueueDepth standing = messages.standings(List.of(recurring.activity())).stream()
                .findFirst()
                .orElse(new QueueDepth(recurring.activity(), 0, null, null));
        List<String> wrong = new ArrayList<>();
        if (standing.depth() > monitoring.maxDepth()) {
            wrong.add("more than " + monitoring.maxDepth() + " messages have not ended");
        }
        if (standing.age().compareTo(monitoring.maxAge()) > 0) {
            wrong.add("the oldest message has not ended for more than " + words(monitoring.maxAge()));
        }
        Optional.ofNullable(runs.troubles().get(recurring.activity())).ifPresent(wrong::add);
        tell(recurring, standing, wrong);
    }

    private void tell(RecurringJobDefinition recurring, QueueDepth standing, List<String> wrong) {
        String now = String.join("; ", wrong);
        String before =
                wrong.isEmpty() ? troubles.remove(recurring.activity()) : troubles.put(recurring.activity(), now);
        if (!wrong.isEmpty() && !now.equals(before)) {
            LOG.warn("{}  {} (now {}, the oldest {})", recurring.name(), now, standing.depth(), words(standing.age()));
        } else if (wrong.isEmpty() && before != null) {
            LOG.info("{}  the queue is as it should be again", recurring.name());
        }
    }

    private static String words(Duration time) {
        return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    /** What is wrong with the queues, those that stand still and exports that failed among them. */
    public List<String> troubles() {
        Map<String, String> all = new TreeMap<>(runs.troubles());
        all.putAll(troubles);
        return catalog.current().all(RecurringJobDefinition.class).values().stream()
                .filter(recurring -> all.containsKey(recurring.activity()))
                .map(recurring -> recurring.name() + ": " + all.get(recurring.activity()))
                .toList();
    }

    /** How the queues of all recurring jobs stand, by their names; an empty queue too. */
    public Map<String, QueueDepth> standings() {
        Map<String, String> names = catalog.current().all(RecurringJobDefinition.class).values().stream()
                .collect(Collectors.toMap(RecurringJobDefinition::activity, RecurringJobDefinition::name));
        Map<String, QueueDepth> standings = new TreeMap<>();
        names.forEach((activity, name) -> standings.put(name, new QueueDepth(activity, 0, null, null)));
        messages.standings(names.keySet()).forEach(standing -> standings.put(names.get(standing.queue()), standing));
        return standings;
    }
}
