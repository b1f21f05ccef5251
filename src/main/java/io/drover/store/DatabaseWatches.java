package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import io.drover.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The watches over all database servers. Databases of this process itself need none. */
final class DatabaseWatches implements AutoCloseable {
    private final Duration patience;
    private final Duration breakOff;
    private final Map<String, DatabaseWatch> watches = new ConcurrentHashMap<>();

    DatabaseWatches(Settings settings) {
        this.patience = settings.seconds("drover.store.probe");
        this.breakOff = settings.seconds("drover.store.break-off");
    }

    /** @param onAway called when the server is found not to answer */
    void watchAlways(HikariDataSource pool, Runnable onAway) {
        watch(pool, () -> true, onAway);
    }

    /** Asks the server only while connections to it are in use. */
    void watchInUse(HikariDataSource pool) {
        watch(pool, () -> pool.getHikariPoolMXBean().getActiveConnections() > 0, () -> {});
    }

    private void watch(HikariDataSource pool, BooleanSupplier wanted, Runnable onAway) {
        if (DriverTimeouts.areFor(pool.getJdbcUrl())) {
            PhysicalConnections connections = (PhysicalConnections) pool.getDataSource();
            String name = pool.getPoolName();
            watches.put(name, new DatabaseWatch(name, connections, wanted, onAway, patience, breakOff).start());
        }
    }

    boolean isAway(String name) {
        DatabaseWatch watch = watches.get(name);
        return watch != null && watch.isAway();
    }

    @Override
    public void close() {
        watches.values().forEach(DatabaseWatch::close);
    }
}
