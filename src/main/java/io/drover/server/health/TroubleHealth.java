package io.drover.server.health;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows what is late or stands still in one part of the server. The server stays up: the rest goes on. */
public final class TroubleHealth extends AbstractHealthCheck {
    private final Supplier<List<String>> troubles;

    /** @param part the check's id, and under which it lists its troubles */
    public TroubleHealth(String part, Supplier<List<String>> troubles) {
        super("drover", part);
        this.troubles = troubles;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> now = troubles.get();
        builder.up();
        if (!now.isEmpty()) {
            builder.message("DEGRADED: " + String.join("; ", now)).detail(getId(), now);
        }
    }
}
