package io.drover.server.health;

import io.drover.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ready only while Drover's own database answers. */
public final class StoreHealth extends AbstractHealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);
    private static final int SECONDS = 2;

    private final Store store;

    public StoreHealth(Store store) {
        super("drover", "database");
        this.store = store;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (store.isAway()) {
            builder.down().message("Drover's own database does not answer");
            return;
        }
        try (Connection connection = store.dataSource(Store.OWN).getConnection()) {
            builder.state(connection.isValid(SECONDS) ? HealthCheck.State.UP : HealthCheck.State.DOWN);
        } catch (SQLException e) {
            // Without the exception: who reads this page needs no token, and drivers name hosts and users
            LOG.debug("the database does not answer", e);
            builder.down().message("Drover's own database does not answer");
        }
    }
}
