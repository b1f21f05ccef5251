package io.drover.server;

import io.drover.queue.PayloadStore;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready only while payloads can be kept: with a full disk, or after a failed write, clients that enqueue are sent away. */
final class PayloadHealth extends AbstractHealthCheck {
    private final PayloadStore payloads;

    PayloadHealth(PayloadStore payloads) {
        super("drover", "payloads");
        this.payloads = payloads;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> trouble = payloads.trouble();
        builder.state(trouble.isEmpty() ? HealthCheck.State.UP : HealthCheck.State.DOWN);
        trouble.ifPresent(builder::message);
    }
}
