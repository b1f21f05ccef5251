package io.drover.server;

import io.drover.queue.QueueMonitor;
import io.drover.store.queue.MessageQueues.QueueDepth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
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
    private final Map<String, List<Meter>> registered = new HashMap<>();
    private volatile Map<String, QueueDepth> standings = Map.of();

    /** @param meters gives null while there is no registry */
    QueueMetrics(QueueMonitor monitor, Supplier<MeterRegistry> meters) {
        this.monitor = monitor;
        this.meters = meters;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the look reports its own failures
    void start() {
        clock.scheduleWithFixedDelay(this::look, 1, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            MeterRegistry registry = meters.get();
            if (registry == null) {
                return;
            }
            standings = monitor.standings();
            standings.keySet().forEach(name -> registered.computeIfAbsent(name, added -> register(registry, added)));
            registered.entrySet().removeIf(each -> {
                boolean gone = !standings.containsKey(each.getKey());
                if (gone) {
                    each.getValue().forEach(registry::remove);
                }
                return gone;
            });
        } catch (Throwable e) {
            LOG.warn("the depth of queues could not be measured: {}", e.toString());
        }
    }

    private List<Meter> register(MeterRegistry registry, String name) {
        return List.of(
                gauge(name, "drover.queue.depth", "Messages that have not ended", QueueDepth::depth)
                        .register(registry),
                gauge(
                                name,
                                "drover.queue.oldest",
                                "How long the oldest of them has been there",
                                each -> each.age().toMillis() / 1000.0)
                        .baseUnit("seconds")
                        .register(registry));
    }

    private Gauge.Builder<QueueMetrics> gauge(
            String name, String metric, String description, ToDoubleFunction<QueueDepth> value) {
        return Gauge.builder(metric, this, metrics -> {
                    QueueDepth standing = metrics.standings.get(name);
                    return standing == null ? 0 : value.applyAsDouble(standing);
                })
                .tag("recurringJob", name)
                .description(description);
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
