package io.drover.server.health;

import io.drover.deploy.Startup;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready before everything is deployed: who asks earlier would get 404, or a list with half of what there is. */
public final class StartHealth extends AbstractHealthCheck {
    private final Startup startup;

    public StartHealth(Startup startup) {
        super("drover", "start");
        this.startup = startup;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> stage = startup.stage();
        if (stage.isPresent()) {
            builder.down().message("starting: " + stage.get());
        } else {
            builder.up();
        }
    }
}
