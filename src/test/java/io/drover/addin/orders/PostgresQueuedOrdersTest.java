package io.drover.addin.orders;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresQueuedOrdersTest extends QueuedOrdersContract {
    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }

    @Override
    String database() {
        return TestPostgres.shared().createDatabase().url();
    }
}
