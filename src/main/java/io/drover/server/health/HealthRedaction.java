package io.drover.server.health;

import io.drover.deploy.consumer.ConsumerTroubles;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.HealthCheckResultStrategy;

/**
 * Takes exceptions and addresses of endpoints out of the results of all health checks, of Camel and of routes of one's own: the page
 * needs no token, and they name hosts, users and files. The message of a check says what is wrong, the log why.
 */
public final class HealthRedaction implements HealthCheckResultStrategy {
    @Override
    public void processResult(HealthCheck check, Map<String, Object> options, HealthCheckResultBuilder builder) {
        if (options.containsKey(ConsumerTroubles.WITH_REASONS)) {
            return; // asked for the log and the doctor
        }
        builder.error(null);
        if (builder.detail(HealthCheck.ENDPOINT_URI) != null) {
            builder.detail(HealthCheck.ENDPOINT_URI, "***");
        }
    }
}
