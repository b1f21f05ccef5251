package io.drover.addin.paging;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresCheckpointTest extends CheckpointContract {

    @Override
    void onDatabase(TestServer server) {
        server.with("drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
