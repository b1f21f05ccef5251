package io.drover.provider.sql.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.definition.DefinitionLoader;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code <table>} of a source: which of its rows are read, compared by the database itself. */
class TableRowsTest {
    private static DataSource h2;
    private static DataSource postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() throws Exception {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setUrl("jdbc:h2:mem:tablerows;DB_CLOSE_DELAY=-1");
        h2 = memory;
        postgres = TestPostgres.shared().createDatabase().dataSource();
        for (DataSource database : List.of(h2, postgres)) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE \"Order\" (\"Id\" varchar(9) PRIMARY KEY, \"Text\" varchar(20),"
                                + " \"Number\" int, \"On\" boolean, \"Sum\" decimal(9,2), \"At\" timestamp, \"Done\" timestamp)");
                statement.execute(
                        "INSERT INTO \"Order\" VALUES"
                                + " ('A', 'one', 1, TRUE, 1.50, TIMESTAMP '2026-11-20 10:00:00', NULL),"
                                + " ('B', '100%', 2, FALSE, 2.00, TIMESTAMP '2026-11-21 10:00:00', TIMESTAMP '2026-11-20 10:00:00'),"
                                + " ('C', '', 3, NULL, 3, NULL, NULL),"
                                + " ('D', NULL, NULL, TRUE, NULL, TIMESTAMP '2026-11-21 10:00:00', TIMESTAMP '2026-11-22 10:00:00')");
                statement.execute("CREATE TABLE \"Line\" (\"Id\" varchar(9) PRIMARY KEY, \"Of\" varchar(9))");
                statement.execute("INSERT INTO \"Line\" VALUES ('1', 'A'), ('2', 'B'), ('3', 'C'), ('4', 'gone')");
            }
        }
    }

    private SqlSource source(String tables) throws Exception {
        Path file = Files.writeString(
                folder.resolve("j.xml"),
                "<job name='j'><source><sql>" + tables + "</sql></source><destination><sql/></destination></job>");
        return (SqlSource) DefinitionLoader.read(JobDefinition.class, file).source();
    }

    private static String read(DataSource database, SqlSource source, String table, int column) throws Exception {
        List<String> found = new ArrayList<>();
        try (RecordReader reader =
                SqlSources.open(database, source, List.of(table), UnaryOperator.identity(), Map.of())) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batch.records().forEach(record -> found.add(String.valueOf(record.value(column))));
            }
        }
        found.sort(null);
        return String.join("", found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<condition column='text' operator='equal' value='one'/> | A",
                "<condition column='Text' operator='notEqual' value='one'/> | BCD",
                "<condition column='Text' operator='empty'/> | CD",
                "<condition column='Text' operator='notEmpty'/> | AB",
                "<condition column='Text' operator='contains' value='0%'/> | B",
                "<condition column='Text' operator='contains' value='_'/> | ''",
                "<condition column='Text' operator='notContains' value='n'/> | BCD",
                "<condition column='Text' operator='startsWith' value='1'/> | B",
                "<condition column='Text' operator='notStartsWith' value='1'/> | ACD",
                "<condition column='Text' operator='endsWith' value='e'/> | A",
                "<condition column='Text' operator='notEndsWith' value='e'/> | BCD",
                "<condition column='Number' operator='in' value='1, 3'/> | AC",
                "<condition column='Number' operator='notIn' value='1, 3'/> | BD",
                "<condition column='Number' operator='empty'/> | D",
                "<condition column='Number' operator='greaterThan' value='1'/> | BC",
                "<condition column='Sum' operator='lessThanOrEqual' value='2.0'/> | AB",
                "<condition column='On' operator='equal' value='true'/> | AD",
                "<condition column='On' operator='notEqual' value='true'/> | BC",
                "<condition column='At' operator='greaterThanOrEqual' value='2026-11-21T10:00:00'/> | BD",
                "<condition column='Done' operator='lessThan' valueColumn='At'/> | B",
                "<condition column='None' operator='equal' value='1' optional='true'/> | ABCD",
                "<any><condition column='Id' operator='equal' value='A'/><all><condition column='On' operator='empty'/>"
                        + "<condition column='Number' operator='equal' value='3'/></all></any> | AC"
            })
    void areThoseThatTheConditionsLeave(String conditions, String expected) throws Exception {
        SqlSource source = source("<table name='order'>" + conditions + "</table>");

        assertThat(read(h2, source, "order", 0)).isEqualTo(expected);
        assertThat(read(postgres, source, "order", 0)).isEqualTo(expected);
    }

    @Test
    void areThoseOfRowsOfAnotherTable() throws Exception {
        String orders = "<table name='Order'><condition column='Number' operator='lessThan' value='3'/></table>";
        String parent = "<table name='Line'><parent table='Order' column='Of' parentColumn='Id'%s/></table>";

        for (DataSource database : List.of(h2, postgres)) {
            assertThat(read(database, source(orders + parent.formatted("")), "Line", 0))
                    .isEqualTo("12");
            assertThat(read(database, source(orders + parent.formatted(" filtered='false'")), "Line", 0))
                    .isEqualTo("123");
        }
    }

    @Test
    void haveColumnsOfAnotherTable() throws Exception {
        SqlSource source = source("<table name='Line'>"
                + "<lookup name='Text' table='Order' value='Text' key='Id' column='Of'/>"
                + "<condition column='Id' operator='in' value='1,4'/></table>");

        for (DataSource database : List.of(h2, postgres)) {
            assertThat(read(database, source, "Line", 2)).isEqualTo("nullone");
        }
    }

    @Test
    void areMarkedByTheirPrimaryKeyWhenTheyWereWritten() throws Exception {
        SqlSource source = source(
                "<table name='Order'><mark column='Text' value='sent'/><mark column='On' value='true'/></table>");
        for (DataSource database : List.of(h2, postgres)) {
            try (RecordReader reader =
                    SqlSources.open(database, source, List.of("Order"), UnaryOperator.identity(), Map.of())) {
                while (reader.next() != null) {
                    // to the end
                }
                assertThat(reader.marked("order")).containsExactly("Id");
                reader.wrote("Order", List.<String[]>of(new String[] {"B"}));
                reader.written(); // and never committed: other tests see the rows as they were
            }
            assertThat(read(database, source, "Order", 1)).doesNotContain("sent");
        }
    }

    @Test
    void needColumnsThatExist() throws Exception {
        SqlSource source = source("<table name='Order'><condition column='Txt' operator='empty'/></table>");

        assertThatThrownBy(() -> read(h2, source, "Order", 0)).hasMessageContaining("Order has no column Txt; similar");
    }
}
