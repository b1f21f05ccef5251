package io.drover.server;

import io.drover.queue.QueueMonitor;
import io.drover.store.MessageRuns.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How full the queues are, for Prometheus: drover_queue_depth and drover_queue_oldest_seconds. Run now and then. */
final class QueueMetrics implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMetrics.class);

    private final QueueMonitor monitor;
    private final Supplier<MeterRegistry> meters;
    private MultiGauge depth;
    private MultiGauge oldest;

    /** @param meters gives null while there is no registry */
    QueueMetrics(QueueMonitor monitor, Supplier<MeterRegistry> meters) {
        this.monitor = monitor;
        this.meters = meters;
    }

    @Override
    public void run() {
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
}
