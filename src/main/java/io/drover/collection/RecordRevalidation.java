package io.drover.collection;

import io.drover.collection.definition.CollectionDefinition;
import io.drover.definition.Catalog;
import io.drover.store.collection.RecordValidations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges what is stored in collections by the fields that they have now, in the background; each collection gets its turn. */
public final class RecordRevalidation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordRevalidation.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long END_SECONDS = 10;

    private final Catalog catalog;
    private final RecordCollections collections;
    private final RecordValidations validations;
    private final Consumer<Map<String, Long>> progress;
    /** By which rules this server has had the records of a collection judged last. */
    private final Map<String, String> begun = new ConcurrentHashMap<>();

    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    // Not Camel's thread: it would be interrupted at the stop, and H2 closes its file under an interrupted thread
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "record-validation");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopped;

    /** @param progress is told, now and then, how many records of which collection are left */
    public RecordRevalidation(Catalog catalog, RecordCollections collections, Consumer<Map<String, Long>> progress) {
        this.catalog = catalog;
        this.collections = collections;
        this.validations = collections.validations();
        this.progress = progress;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the look reports its own failures
    public void start() {
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            boolean more = true;
            while (more && !stopped) {
                more = false;
                Set<String> codes = validations.codes();
                for (CollectionDefinition each : definitions()) {
                    more |= codes.contains(key(each)) && !stopped && step(each);
                }
                tell(codes);
            }
        } catch (Throwable e) {
            LOG.warn("records could not be validated again: {}", e.toString());
        }
    }

    private List<CollectionDefinition> definitions() {
        return List.copyOf(catalog.current().all(CollectionDefinition.class).values());
    }

    private static String key(CollectionDefinition collection) {
        return collection.name().toLowerCase(Locale.ROOT);
    }

    private boolean step(CollectionDefinition definition) {
        String key = key(definition);
        try {
            RecordCollection collection = collections.open(definition);
            if (!collection.rules().equals(begun.get(key))) {
                collection.beginValidation(validations);
                begun.put(key, collection.rules());
            }
            boolean done = collection.validateSome(validations);
            troubles.remove(key);
            return done;
        } catch (RuntimeException e) {
            String before = troubles.put(
                    key,
                    "the records of the collection " + definition.name() + " are not validated again: "
                            + e.getMessage());
            if (before == null) {
                LOG.warn(
                        "the records of the collection {} cannot be validated again yet: {}",
                        definition.name(),
                        e.toString());
            }
            return false;
        }
    }

    private void tell(Set<String> codes) {
        Map<String, Long> left = new ConcurrentHashMap<>();
        for (CollectionDefinition each : definitions()) {
            if (codes.contains(key(each))) {
                left.put(each.name(), collections.validation(each).left());
            }
        }
        progress.accept(left);
    }

    /** Collections whose records cannot be judged, and why. */
    public List<String> troubles() {
        return new ArrayList<>(troubles.values());
    }

    /** Ends after the step that is under way. */
    @Override
    public void close() {
        stopped = true;
        clock.shutdown();
        try {
            clock.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
