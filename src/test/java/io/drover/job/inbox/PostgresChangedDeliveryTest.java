package io.drover.job.inbox;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresChangedDeliveryTest extends ChangedDeliveryContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
