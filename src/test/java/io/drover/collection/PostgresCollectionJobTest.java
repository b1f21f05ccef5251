package io.drover.collection;

import io.drover.testing.TestPostgres;

/** Jobs to collections in PostgreSQL. */
class PostgresCollectionJobTest extends CollectionJobContract {
    private final String url = TestPostgres.shared().createMigrated().url();

    @Override
    String database() {
        return url;
    }
}
