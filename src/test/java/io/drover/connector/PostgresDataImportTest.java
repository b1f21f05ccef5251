package io.drover.connector;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresDataImportTest extends DataImportContract {
    @Override
    TestServer on(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
