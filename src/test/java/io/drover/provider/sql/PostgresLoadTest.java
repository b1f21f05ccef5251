package io.drover.provider.sql;

import io.drover.testing.TestPostgres;
import javax.sql.DataSource;

class PostgresLoadTest extends LoadContract {
    @Override
    DataSource createDatabase() {
        return TestPostgres.shared().createDatabase().dataSource();
    }
}
