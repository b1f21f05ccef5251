package io.drover.task;

import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.util.Map;

class PostgresChainsTest extends ChainsContract {
    @Override
    Map<String, String> database(Path folder) {
        return Map.of("drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
