package io.drover.queue.retention;

import io.drover.definition.Catalog;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.retention.MessageRemover.Rule;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.queue.Blobs;
import io.drover.store.queue.MessageHistory;
import io.drover.store.queue.MessageHistory.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does now and then: payloads, messages and blobs whose retention has ended go, and files that nothing refers to.
 * Retention is counted from the end of a message, by the database's clock (promise P10).
 */
public final class CleanUp {
    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    /** The start of a server has enough to do. */
    private static final long FIRST_AFTER_MILLIS = 60_000;

    private final long intervalMillis;
    private final Supplier<Collection<RecurringJobDefinition>> recurringJobs;
    private final MessageHistory history;
    private final MessageRemover remover;
    private final Blobs blobs;
    private final Duration blobsUnfinished;
    private final Duration blobsKept;
    private final Orphans orphans;
    private final Retention others;

    private record Retention(Duration payload, Duration history) {}

    public CleanUp(Settings settings, Catalog catalog, Store store, PayloadStore payloads) {
        this(settings, () -> catalog.current().all(RecurringJobDefinition.class).values(), store, payloads);
    }

    public CleanUp(
            Settings settings,
            Supplier<Collection<RecurringJobDefinition>> recurringJobs,
            Store store,
            PayloadStore payloads) {
        this.intervalMillis = settings.seconds("drover.clean-up.interval").toMillis();
        this.recurringJobs = recurringJobs;
        this.history = new MessageHistory(store);
        this.remover = new MessageRemover(history, payloads);
        this.blobs = new Blobs(store);
        this.blobsUnfinished = settings.seconds("drover.blobs.unfinished");
        this.blobsKept = settings.seconds("drover.blobs.keep");
        this.orphans = new Orphans(payloads, remover);
        this.others = new Retention(
                Duration.ofDays(settings.number("drover.clean-up.payload-days")),
                Duration.ofDays(settings.number("drover.clean-up.history-days")));
    }

    /** Lets it run every drover.clean-up.interval until the server stops. */
    @SuppressWarnings("FutureReturnValueIgnored") // a run reports its own failures
    public void schedule(ExecutorServiceManager executors) {
        executors
                .newScheduledThreadPool(this, "clean-up", 1)
                .scheduleWithFixedDelay(
                        this::run, Math.min(intervalMillis, FIRST_AFTER_MILLIS), intervalMillis, TimeUnit.MILLISECONDS);
    }

    /** Removes what is due; says what in the log. A failure is logged, the next run goes on with it. */
    public synchronized void run() {
        try {
            Map<String, Retention> retentions = retentions();
            Instant now = history.now();
            RemovalCounts old = remover.messages(new AgedMessage(now, retentions, Retention::history));
            RemovalCounts payloads = remover.payloads(new AgedMessage(now, retentions, Retention::payload));
            blobs.sweep(blobsUnfinished, blobsKept);
            long orphaned = orphans.sweep(); // the content of the blobs too
            long files = old.payloads() + payloads.payloads();
            if (old.messages() + files + orphaned > 0) {
                LOG.info(
                        "cleaned up: {} messages, {} payloads, {} files that nothing referred to",
                        old.messages(),
                        files,
                        orphaned);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the clean-up broke off and goes on at its next time: {}", e.toString());
        }
    }

    private Map<String, Retention> retentions() {
        Map<String, Retention> retentions = new HashMap<>();
        for (RecurringJobDefinition recurring : recurringJobs.get()) {
            retentions.put(
                    recurring.activity(),
                    new Retention(
                            recurring.limits().payloadRetention(),
                            recurring.limits().historyRetention()));
        }
        retentions.put(null, others);
        return retentions;
    }

    /** A message that ended longer ago than its recurring job keeps it. */
    private final class AgedMessage implements Rule {
        private final Instant now;
        private final Map<String, Retention> retentions;
        private final Function<Retention, Duration> which;
        private final Duration shortest;

        AgedMessage(Instant now, Map<String, Retention> retentions, Function<Retention, Duration> which) {
            this.now = now;
            this.retentions = retentions;
            this.which = which;
            this.shortest = retentions.values().stream()
                    .map(which)
                    .min(Duration::compareTo)
                    .orElseThrow();
        }

        @Override
        public boolean applies(Candidate message) {
            Duration retention = which.apply(retentions.getOrDefault(message.activity(), others));
            return message.changed().isBefore(now.minus(retention));
        }

        @Override
        public boolean mayApplyToYounger(Candidate message) {
            return message.created().isBefore(now.minus(shortest));
        }
    }
}
