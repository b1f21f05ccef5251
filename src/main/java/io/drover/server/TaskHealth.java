package io.drover.server;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows tasks that are late, and what nobody could be told of tasks. The server stays up: other tasks go on. */
final class TaskHealth extends AbstractHealthCheck {
    private final Supplier<List<String>> tasks;

    TaskHealth(Supplier<List<String>> tasks) {
        super("drover", "tasks");
        this.tasks = tasks;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> troubles = tasks.get();
        builder.up();
        if (!troubles.isEmpty()) {
            builder.message("DEGRADED: " + String.join("; ", troubles)).detail("tasks", troubles);
        }
    }
}
