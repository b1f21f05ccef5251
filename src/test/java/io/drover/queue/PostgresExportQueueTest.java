package io.drover.queue;

import io.drover.testing.TestPostgres;

class PostgresExportQueueTest extends ExportQueueContract {

    @Override
    String database() {
        return TestPostgres.shared().createMigrated().url();
    }
}
