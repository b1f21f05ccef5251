package io.drover.server;

import io.drover.queue.QueueMonitor;
import io.drover.store.MessageQueues.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How full the queues are, for Prometheus: drover_queue_depth and drover_queue_oldest_seconds; looked at now and then. */
final class QueueMetrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMetrics.class);

    private static final long SECONDS = 10;

    private final QueueMonitor monitor;
    private final Supplier<MeterRegistry> meters;
    // Not Camel's thread: it would be interrupted at the stop, and H2 closes its file under an interrupted thread
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "queue-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private MultiGauge depth;
    private MultiGauge oldest;

    /** @param meters gives null while there is no registry */
    QueueMetrics(QueueMonitor monitor, Supplier<MeterRegistry> meters) {
        this.monitor = monitor;
        this.meters = meters;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the look reports its own failures
    void start() {
        clock.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        MeterRegistry registry = meters.get();
        if (registry == null) {
            return;
        }
        if (depth == null) {
            depth = MultiGauge.builder("drover.queue.depth")
                    .description("Messages that have not ended")
                    .register(registry);
            oldest = MultiGauge.builder("drover.queue.oldest")
                    .description("How long the oldest of them has been there")
                    .baseUnit("seconds")
                    .register(registry);
        }
        try {
            Map<String, Standing> standings = monitor.standings();
            show(depth, standings, Standing::depth);
            show(oldest, standings, standing -> standing.age().toMillis() / 1000.0);
        } catch (RuntimeException e) {
            LOG.warn("the depth of queues could not be measured: {}", e.toString());
        }
    }

    private static void show(MultiGauge gauge, Map<String, Standing> standings, Function<Standing, Number> value) {
        gauge.register(
                standings.entrySet().stream()
                        .<Row<?>>map(standing ->
                                Row.of(Tags.of("recurringJob", standing.getKey()), value.apply(standing.getValue())))
                        .toList(),
                true);
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
