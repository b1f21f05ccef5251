package io.drover.security.gate;

import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.util.Map;

class PostgresApplicationsTest extends ApplicationsContract {
    @Override
    Map<String, String> database(Path folder) {
        return Map.of("drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
