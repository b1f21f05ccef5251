package io.drover.job.dry;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresDryRunTest extends DryRunContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
