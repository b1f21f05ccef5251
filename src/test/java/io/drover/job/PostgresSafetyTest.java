package io.drover.job;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresSafetyTest extends SafetyContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
