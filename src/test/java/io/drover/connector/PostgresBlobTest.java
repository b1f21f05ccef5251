package io.drover.connector;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresBlobTest extends BlobContract {
    @Override
    TestServer on(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
