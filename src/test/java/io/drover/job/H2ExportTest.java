package io.drover.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.StoreException;
import io.drover.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H2ExportTest extends ExportContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server; // as it comes
    }

    @Override
    String otherDatabase() {
        return "jdbc:h2:mem:export;DB_CLOSE_DELAY=-1";
    }

    @Override
    String waiting() {
        return "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
    }

    @Test
    void tooFewConnectionsForItsLoadsKeepAServerFromStarting() {
        Settings settings = Settings.of(Map.of("drover.jobs.parallel", "9"));

        assertThatThrownBy(() -> Store.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "drover.store.connections = 20 is too few: with drover.jobs.parallel = 9 it must be at least 22");
    }
}
