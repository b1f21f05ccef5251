package io.drover.server;

import io.drover.job.run.ExecutionListener;
import io.drover.store.ledger.Execution;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;

/** Counts executions and rows for Prometheus. */
final class ExecutionMetrics implements ExecutionListener {
    private final Supplier<MeterRegistry> meters;

    /** @param meters gives null while there is no registry */
    ExecutionMetrics(Supplier<MeterRegistry> meters) {
        this.meters = meters;
    }

    @Override
    public void ended(Execution execution) {
        MeterRegistry registry = meters.get();
        if (registry == null) {
            return;
        }
        Tags job = Tags.of("job", execution.job());
        registry.timer("drover.executions", job.and("status", execution.status().name()))
                .record(execution.duration());
        rows(registry, job, "read", execution.read());
        rows(registry, job, "inserted", execution.inserted());
        rows(registry, job, "updated", execution.updated());
        rows(registry, job, "unchanged", execution.unchanged());
        rows(registry, job, "deleted", execution.deleted());
        rows(registry, job, "rejected", execution.rejected());
    }

    private static void rows(MeterRegistry registry, Tags job, String what, long count) {
        registry.counter("drover.rows", job.and("what", what)).increment((double) count);
    }
}
