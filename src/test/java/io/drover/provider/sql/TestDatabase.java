package io.drover.provider.sql;

import io.drover.testing.TestMariaDb;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that Drover loads. */
enum TestDatabase {
    H2 {
        @Override
        DataSource create(Path folder) {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:file:" + folder.resolve("test"));
            return dataSource;
        }
    },
    POSTGRES {
        @Override
        DataSource create(Path folder) {
            return TestPostgres.shared().createDatabase().dataSource();
        }
    },
    MARIADB {
        @Override
        DataSource create(Path folder) {
            return TestMariaDb.shared().createDatabase();
        }
    };

    /**
     * Creates an empty database.
     *
     * @param folder for its files
     */
    abstract DataSource create(Path folder);
}
