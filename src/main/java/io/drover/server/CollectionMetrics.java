package io.drover.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How many records of each collection are still to be judged by the fields that it has now. */
final class CollectionMetrics implements Consumer<Map<String, Long>> {
    private final Supplier<MeterRegistry> meters;
    private MultiGauge left;

    /** @param meters gives null while there is no registry */
    CollectionMetrics(Supplier<MeterRegistry> meters) {
        this.meters = meters;
    }

    @Override
    public void accept(Map<String, Long> records) {
        MeterRegistry registry = meters.get();
        if (registry == null) {
            return;
        }
        if (left == null) {
            left = MultiGauge.builder("drover.collection.unvalidated")
                    .description("Records that are still to be validated by the collection's fields")
                    .register(registry);
        }
        left.register(
                records.entrySet().stream()
                        .<Row<?>>map(each -> Row.of(Tags.of("collection", each.getKey()), each.getValue()))
                        .toList(),
                true);
    }
}
