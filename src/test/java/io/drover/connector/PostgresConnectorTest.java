package io.drover.connector;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresConnectorTest extends ConnectorContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
