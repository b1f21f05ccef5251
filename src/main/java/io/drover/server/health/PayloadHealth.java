package io.drover.server.health;

import io.drover.queue.MessagePayloads;
import io.drover.queue.payload.PayloadStore;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Not ready while payloads cannot be written. When they are only refused because the disk is nearly full, the server stays ready
 * and says so: clients still dequeue and acknowledge, and jobs run. Nor does it when payloads of messages are missing here: others
 * are handed out.
 */
public final class PayloadHealth extends AbstractHealthCheck {
    private final PayloadStore payloads;
    private final MessagePayloads ofMessages;

    public PayloadHealth(PayloadStore payloads, MessagePayloads ofMessages) {
        super("drover", "payloads");
        this.payloads = payloads;
        this.ofMessages = ofMessages;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.state(payloads.failing().isEmpty() ? HealthCheck.State.UP : HealthCheck.State.DOWN);
        List<String> missing = ofMessages.troubles();
        if (!missing.isEmpty()) {
            builder.message("DEGRADED: " + String.join("; ", missing)).detail("missing", missing);
        }
        payloads.trouble().ifPresent(builder::message);
    }
}
