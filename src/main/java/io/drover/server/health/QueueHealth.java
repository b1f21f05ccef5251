package io.drover.server.health;

import io.drover.queue.QueueMonitor;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows queues that hold too much or stand still. The server stays up: other queues and jobs go on. */
public final class QueueHealth extends AbstractHealthCheck {
    private final QueueMonitor monitor;

    public QueueHealth(QueueMonitor monitor) {
        super("drover", "queues");
        this.monitor = monitor;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> troubles = monitor.troubles();
        builder.up();
        if (!troubles.isEmpty()) {
            builder.message("DEGRADED: " + String.join("; ", troubles)).detail("queues", troubles);
        }
    }
}
