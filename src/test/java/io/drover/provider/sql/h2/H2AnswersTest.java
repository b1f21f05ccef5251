package io.drover.provider.sql.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of H2's catalogue is what the catalogue says, whatever anybody has changed since. */
class H2AnswersTest {
    private static void execute(Connection connection, String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements.split("; ", -1)) {
                statement.execute(sql);
            }
        }
    }

    private static DatabaseCatalog catalog(Connection connection) throws SQLException {
        return DatabaseCatalog.open(connection, new H2Dialect(connection), null);
    }

    private static Map<String, Object> said(Connection connection) throws SQLException {
        DestinationTable table = catalog(connection).table("T");
        return Map.of(
                "table",
                table,
                "references",
                catalog(connection).references(table),
                "tables",
                catalog(connection).tables());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x'",
                "ALTER TABLE t ALTER COLUMN b DROP DEFAULT",
                "ALTER DOMAIN price DROP DEFAULT",
                "ALTER TABLE t ALTER COLUMN a RENAME TO z",
                "ALTER TABLE t ALTER COLUMN a varchar(20)",
                "ALTER TABLE t ALTER COLUMN b SET DATA TYPE numeric(5, 1)",
                "ALTER TABLE t ALTER COLUMN b DROP DEFAULT; ALTER TABLE t ALTER COLUMN b int GENERATED ALWAYS AS IDENTITY",
                "ALTER TABLE t ADD n int",
                "ALTER TABLE t DROP COLUMN a",
                "ALTER TABLE t ALTER COLUMN id SET NOT NULL; ALTER TABLE t ADD PRIMARY KEY (id)",
                "ALTER TABLE t DROP CONSTRAINT k",
                "ALTER TABLE t ADD CONSTRAINT k2 FOREIGN KEY (b) REFERENCES parent",
                "ALTER TABLE parent RENAME TO mother",
                "DROP TABLE t; CREATE TABLE t (id bigint)",
                "CREATE VIEW w AS SELECT 1 AS x; CREATE TABLE more (id int)",
            })
    void eachChangeIsSeen(String change) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            execute(connection, "CREATE DOMAIN price AS numeric(10, 2) DEFAULT 1");
            execute(connection, "CREATE TABLE parent (id int PRIMARY KEY)");
            execute(
                    connection,
                    "CREATE TABLE t (id int, a varchar(10), b int DEFAULT 5, c price, f int,"
                            + " CONSTRAINT k FOREIGN KEY (f) REFERENCES parent)");
            said(connection);
            execute(connection, change);

            Map<String, Object> afterwards = said(connection);

            execute(connection, "CREATE USER u PASSWORD ''"); // which all that is remembered is older than
            assertThat(afterwards).isEqualTo(said(connection));
        }
    }

    @Test
    void whatHasNotChangedIsNotAskedAgain() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            execute(connection, "CREATE TABLE t (id int)");
            DestinationTable table = catalog(connection).table("t");
            execute(connection, "INSERT INTO t VALUES (1)");

            assertThat(catalog(connection).table("t").columns().get(0))
                    .isSameAs(table.columns().get(0));
        }
    }

    @Test
    void anotherDatabaseOfTheSameNameIsAnother() throws SQLException {
        for (String columns : new String[] {"x int", "x int, y int"}) {
            try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:same")) {
                execute(connection, "CREATE TABLE t (" + columns + ")");
                assertThat(catalog(connection).table("t").columns()).hasSize(columns.split(",", -1).length);
            }
        }
    }
}
