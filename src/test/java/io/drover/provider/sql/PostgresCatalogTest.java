package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.Counts;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.load.SqlDestinations;
import io.drover.provider.sql.read.SqlSource;
import io.drover.provider.sql.read.SqlSources;
import io.drover.testing.TestPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in PostgreSQL's catalog besides plain tables. */
class PostgresCatalogTest {
    private final List<String> rejections = new ArrayList<>();
    private DataSource dataSource;

    @BeforeEach
    void open() throws SQLException {
        dataSource = TestPostgres.shared().createDatabase().dataSource();
        execute(
                "CREATE TABLE plain (k int PRIMARY KEY, v text)",
                "CREATE TABLE part (k int PRIMARY KEY, v text) PARTITION BY HASH (k)",
                "CREATE INDEX ON part (v)",
                "CREATE TABLE part0 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE part1 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "CREATE SEQUENCE numbers",
                "CREATE TYPE pair AS (a int, b int)",
                "CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM plain",
                "CREATE SCHEMA other",
                "CREATE TABLE other.plain (id int PRIMARY KEY, x text)");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return DatabaseTests.query(connection, sql);
        }
    }

    private Counts load(String table, Object[]... rows) throws SQLException {
        try (Destination destination = SqlDestinations.open(dataSource, null)) {
            DestinationTable described = destination.table(table);
            TableWriter writer = destination.writer(
                    described, described.columns(), described.columns().subList(0, 1), WriteOptions.UPSERT);
            Counts counts = writer.write(
                    java.util.stream.Stream.of(rows).map(DatabaseTests::row).toList(),
                    (row, reason) -> rejections.add(reason));
            counts = counts.plus(writer.flush((row, reason) -> rejections.add(reason)));
            destination.commit();
            return counts;
        }
    }

    @Test
    void aPartitionedTableWithAnIndexStopsNobody() throws SQLException {
        assertThat(load("plain", new Object[] {1L, "a"})).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void partitionedTablesAreLoadedByTheirKeys() throws SQLException {
        assertThat(load("part", new Object[] {1L, "a"}, new Object[] {2L, "b"})).isEqualTo(new Counts(2, 0, 0));
        assertThat(load("part", new Object[] {1L, "x"}, new Object[] {2L, "b"}, new Object[] {3L, "c"}))
                .isEqualTo(new Counts(1, 1, 1));
        assertThat(query("SELECT k, v FROM part ORDER BY k")).containsExactly("1|x", "2|b", "3|c");
    }

    @Test
    void rowsWithoutAPartitionAreRejectedAlone() throws SQLException {
        execute(
                "CREATE TABLE listed (k int PRIMARY KEY, v text) PARTITION BY LIST (k)",
                "CREATE TABLE listed1 PARTITION OF listed FOR VALUES IN (1)");
        assertThat(load("listed", new Object[] {1L, "a"}, new Object[] {2L, "b"}))
                .isEqualTo(new Counts(1, 0, 0));
        assertThat(rejections).singleElement().asString().contains("no partition of relation");
    }

    @Test
    void whatCannotBeLoadedIsRefusedByWhatItIs() throws SQLException {
        execute(
                "CREATE FOREIGN DATA WRAPPER nothing",
                "CREATE SERVER far FOREIGN DATA WRAPPER nothing",
                "CREATE FOREIGN TABLE distant (id int) SERVER far");
        try (Destination destination = SqlDestinations.open(dataSource, null)) {
            assertThatThrownBy(() -> destination.table("Counted"))
                    .isInstanceOf(DestinationException.class)
                    .hasMessageContaining("counted is a materialized view");
            assertThatThrownBy(() -> destination.table("distant"))
                    .hasMessageContaining("distant is a table of another database");
            assertThatThrownBy(() -> destination.table("numbers")).hasMessageContaining("no table numbers");
            assertThatThrownBy(() -> destination.table("pair")).hasMessageContaining("no table pair");
        }
    }

    @Test
    void aSourceOfAllTablesReadsEachRowOnce() throws SQLException, IOException {
        execute("INSERT INTO plain VALUES (1, 'a')", "INSERT INTO part VALUES (1, 'b'), (2, 'c')");
        assertThat(read()).containsExactly("part 1|b", "part 2|c", "plain 1|a");
    }

    @Test
    void aSourceOfTablesThatInheritIsToNameThem() throws SQLException {
        execute("CREATE TABLE special (more text) INHERITS (plain)");
        assertThatThrownBy(this::read).hasMessageContaining("the table special inherits from plain");
    }

    private List<String> read() throws SQLException, IOException {
        List<String> rows = new ArrayList<>();
        try (io.drover.provider.RecordReader reader =
                SqlSources.open(dataSource, new SqlSource(), List.of(), text -> text, Map.of())) {
            for (io.drover.provider.RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (io.drover.provider.SourceRecord record : batch.records()) {
                    rows.add(batch.table().name() + " " + String.join("|", record.values()));
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    @Test
    void rowsOfATableThatInheritsAreUpdatedWhereTheyAre() throws SQLException {
        execute("CREATE TABLE special (more text) INHERITS (plain)", "INSERT INTO special VALUES (1, 'a', 'm')");
        assertThat(load("plain", new Object[] {1L, "x"}, new Object[] {2L, "b"}))
                .isEqualTo(new Counts(1, 1, 0));
        assertThat(query("SELECT k, v FROM plain ORDER BY k")).containsExactly("1|x", "2|b");
    }

    @Test
    void anIndexThatNamesAColumnTwiceStopsNobody() throws SQLException {
        execute("CREATE UNIQUE INDEX ON plain (k, k)");
        assertThat(load("plain", new Object[] {1L, "a"})).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void policiesOnRowsDecideOnLoadedRowsToo() throws SQLException {
        execute(
                "ALTER TABLE plain ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE plain FORCE ROW LEVEL SECURITY",
                "CREATE POLICY all_rows ON plain USING (true) WITH CHECK (true)",
                "DO $$ BEGIN CREATE ROLE loader; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT ALL ON SCHEMA public TO loader",
                "GRANT ALL ON plain TO loader",
                "ALTER DATABASE " + query("SELECT current_database()").get(0) + " SET role = 'loader'");
        assertThat(load("plain", new Object[] {1L, "a"})).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void tablesOfOneNameInSeveralSchemasAreApart() throws SQLException {
        assertThat(load("plain", new Object[] {1L, "a"})).isEqualTo(new Counts(1, 0, 0));
        try (Destination destination = SqlDestinations.open(dataSource, "other")) {
            assertThat(destination.table("plain").primaryKey()).containsExactly("id");
            assertThat(destination.table("plain").column("v")).isEmpty();
        }
    }

    @Test
    void aTableWithoutRightsIsNamed() throws SQLException {
        execute(
                "DO $$ BEGIN CREATE ROLE loader; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT ALL ON SCHEMA public TO loader",
                "ALTER DATABASE " + query("SELECT current_database()").get(0) + " SET role = 'loader'");
        assertThatThrownBy(() -> load("plain", new Object[] {1L, "a"}))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for table plain");
    }
}
