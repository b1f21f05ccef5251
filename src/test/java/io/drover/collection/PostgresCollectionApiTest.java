package io.drover.collection;

import io.drover.testing.TestPostgres;

/** Collections in PostgreSQL. */
class PostgresCollectionApiTest extends CollectionApiContract {
    private final String url = TestPostgres.shared().createMigrated().url();

    @Override
    String database() {
        return url;
    }
}
