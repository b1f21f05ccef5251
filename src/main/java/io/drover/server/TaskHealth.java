package io.drover.server;

import io.drover.task.Notifications;
import io.drover.task.TaskWatch;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows tasks that are late, and what nobody could be told of tasks. The server stays up: other tasks go on. */
final class TaskHealth extends AbstractHealthCheck {
    private final TaskWatch watch;
    private final Notifications notifications;

    TaskHealth(TaskWatch watch, Notifications notifications) {
        super("drover", "tasks");
        this.watch = watch;
        this.notifications = notifications;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        List<String> troubles =
                Stream.concat(watch.troubles().stream(), notSent().stream()).toList();
        if (!troubles.isEmpty()) {
            builder.message("DEGRADED: " + String.join("; ", troubles)).detail("tasks", troubles);
        }
    }

    /** A database that is away has a check of its own. */
    private List<String> notSent() {
        try {
            return notifications.troubles();
        } catch (RuntimeException e) {
            return List.of("what nobody could be told is not known while the database is away");
        }
    }
}
