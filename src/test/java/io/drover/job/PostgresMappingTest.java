package io.drover.job;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresMappingTest extends MappingContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
