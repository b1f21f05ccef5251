package io.drover.provider.sql;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

class H2LoadTest extends LoadContract {
    @TempDir
    Path folder;

    @Override
    DataSource createDatabase() {
        return h2(folder);
    }

    static DataSource h2(Path folder) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:" + folder.resolve("test"));
        return dataSource;
    }
}
