package io.drover.queue;

import io.drover.testing.TestPostgres;

class PostgresQueueTest extends QueueContract {

    @Override
    String database() {
        return TestPostgres.shared().createDatabase().url();
    }
}
