package io.drover.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.Destination;
import io.drover.provider.sql.load.SqlDestinations;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery.State;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLeasesTest extends LeasesContract {
    private static final String LIMIT = "SHOW idle_in_transaction_session_timeout";

    @Override
    Map<String, String> database(Path folder) {
        return Map.of("drover.store.url", TestPostgres.shared().createMigrated().url());
    }

    @Test
    void whatASuspendedServerHasLockedInAShortTransactionIsTakenOverNevertheless(@TempDir Path folder) {
        Map<String, String> settings = new HashMap<>(database(folder));
        settings.put("drover.store.lease", "1");
        try (Store silent = open(settings, folder.resolve("silent"));
                Store other = open(settings, folder.resolve("other"))) {
            Deliveries deliveries = new Deliveries(silent);
            Delivery delivery =
                    deliveries.claim("Any", "any.xml", "0".repeat(64), null).orElseThrow();
            other.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE drover.delivery SET lease_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"));

            assertThatThrownBy(() -> silent.jdbi().useTransaction(handle -> {
                        HeldDeliveries.requireHeld(handle, delivery);
                        new Claims(other).watch(); // which waits for the row as long as the transaction is open
                        HeldDeliveries.requireHeld(handle, delivery);
                    }))
                    .isInstanceOf(JdbiException.class);

            assertThat(new Deliveries(other).find(delivery.id()).orElseThrow().state())
                    .isEqualTo(State.Failed);
        }
    }

    @Test
    void aLoadOnTheSameConnectionsMayBeIdleForAsLongAsItsSourceIsSlow(@TempDir Path folder) throws Exception {
        Map<String, String> settings = new HashMap<>(database(folder));
        settings.put("drover.store.lease", "1");
        try (Store store = open(settings, folder.resolve("data"))) {
            for (int i = 0; i < 3; i++) {
                try (Destination load = SqlDestinations.open(store.dataSource(Store.OWN), null);
                        Statement statement = load.connection().createStatement();
                        ResultSet limit = statement.executeQuery(LIMIT)) {
                    limit.next();
                    assertThat(limit.getString(1)).isEqualTo("0");
                    load.commit();
                }
                assertThat(store.jdbi().<String, RuntimeException>inTransaction(handle -> handle.createQuery(LIMIT)
                                .mapTo(String.class)
                                .one()))
                        .isEqualTo("5s");
            }
        }
    }

    private static Store open(Map<String, String> database, Path data) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("drover.data", data.toString());
        return Store.open(Settings.of(settings));
    }
}
