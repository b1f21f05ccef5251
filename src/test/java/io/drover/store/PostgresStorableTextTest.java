package io.drover.store;

import io.drover.testing.TestPostgres;

class PostgresStorableTextTest extends StorableTextContract {

    @Override
    String database() {
        return TestPostgres.shared().createDatabase().url();
    }
}
