package io.drover.queue;

import io.drover.testing.TestPostgres;

class PostgresRetentionTest extends RetentionContract {

    @Override
    String database() {
        return TestPostgres.shared().createMigrated().url();
    }
}
