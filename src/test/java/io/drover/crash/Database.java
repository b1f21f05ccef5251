package io.drover.crash;

import io.drover.testing.MigratedDatabase;
import io.drover.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of an installation, as one reaches it while no Drover runs. */
interface Database {

    /** JDBC URL, as a setting. */
    String url();

    /** The one value of a query, without a change to the database. */
    String value(String query) throws SQLException, IOException;

    /** Changes the database. */
    default void execute(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String value(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement();
                ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    /** The kinds that Drover runs on. */
    enum Kind {
        H2 {
            @Override
            Database create(Path folder, String name) {
                Path file = folder.resolve("data").resolve(name);
                if (name.equals(DROVER)) {
                    MigratedDatabase.prepare(file.resolveSibling(name + ".mv.db"));
                }
                return new H2File(file);
            }
        },
        POSTGRESQL {
            @Override
            Database create(Path folder, String name) {
                TestPostgres postgres = TestPostgres.shared();
                return new Postgres(
                        (name.equals(DROVER) ? postgres.createMigrated() : postgres.createDatabase()).url());
            }
        };

        private static final String DROVER = "drover";

        /** A new database. The one named "drover" is where Drover's own is unless told otherwise; it has Drover's tables. */
        abstract Database create(Path folder, String name);
    }

    /** An H2 file. Looking at it opens a copy: that Drover itself brings it in order after a crash is under test. */
    record H2File(Path file) implements Database {
        @Override
        public String url() {
            return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        }

        @Override
        public String value(String query) throws SQLException, IOException {
            Path copy = file.resolveSibling("copy-of-" + file.getFileName());
            Files.copy(Path.of(file + ".mv.db"), Path.of(copy + ".mv.db"), StandardCopyOption.REPLACE_EXISTING);
            return Database.value("jdbc:h2:file:" + copy, query);
        }
    }

    /** A database of the tests' PostgreSQL. */
    record Postgres(String url) implements Database {
        @Override
        public String value(String query) throws SQLException {
            return Database.value(url, query);
        }
    }
}
