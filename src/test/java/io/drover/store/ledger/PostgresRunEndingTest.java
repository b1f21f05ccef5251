package io.drover.store.ledger;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresRunEndingTest extends RunEndingContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
