package io.drover.provider.sql;

import io.drover.testing.TestMariaDb;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that Drover loads. */
public enum TestDatabase {
    H2 {
        @Override
        public DataSource create(Path folder) {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:file:" + folder.resolve("test"));
            return dataSource;
        }
    },
    POSTGRES {
        @Override
        public DataSource create(Path folder) {
            return TestPostgres.shared().createDatabase().dataSource();
        }
    },
    MARIADB {
        @Override
        public DataSource create(Path folder) {
            return TestMariaDb.shared().createDatabase();
        }
    };

    /**
     * Creates an empty database.
     *
     * @param folder for its files
     */
    public abstract DataSource create(Path folder);
}
