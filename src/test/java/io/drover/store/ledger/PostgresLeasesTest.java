package io.drover.store.ledger;

import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.util.Map;

class PostgresLeasesTest extends LeasesContract {
    @Override
    Map<String, String> database(Path folder) {
        return Map.of("drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
