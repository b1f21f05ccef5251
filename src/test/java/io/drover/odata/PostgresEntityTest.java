package io.drover.odata;

import io.drover.testing.TestPostgres;

/** Entities in PostgreSQL. */
class PostgresEntityTest extends EntityContract {
    @Override
    String database() {
        return TestPostgres.shared().createMigrated().url();
    }
}
