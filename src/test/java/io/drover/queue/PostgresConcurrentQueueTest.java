package io.drover.queue;

import io.drover.testing.TestPostgres;

class PostgresConcurrentQueueTest extends ConcurrentQueueContract {

    @Override
    String database() {
        return TestPostgres.shared().createMigrated().url();
    }
}
