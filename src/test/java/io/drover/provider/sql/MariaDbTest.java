package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.Counts;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.TableOptions;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.load.SqlDestinations;
import io.drover.provider.sql.read.SqlSource;
import io.drover.provider.sql.read.SqlSources;
import io.drover.testing.TestMariaDb;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to MariaDB. */
class MariaDbTest {
    private DataSource dataSource;

    @BeforeEach
    void open() {
        dataSource = TestMariaDb.shared().createDatabase();
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

    private Counts load(String table, TableOptions options, List<String> rejections, Object[]... rows)
            throws SQLException {
        try (Destination destination = SqlDestinations.open(dataSource, null)) {
            DestinationTable described = destination.table(table);
            TableWriter writer = destination.writer(
                    described,
                    described.columns(),
                    DatabaseTests.columns(described, described.primaryKey().get(0)),
                    new WriteOptions(options, Set.of(), Set.of()));
            List<MappedRow> mapped = new ArrayList<>();
            for (Object[] row : rows) {
                mapped.add(DatabaseTests.row(row));
            }
            Counts counts = writer.write(mapped, (row, reason) -> rejections.add(reason));
            counts = counts.plus(writer.flush((row, reason) -> rejections.add(reason)));
            destination.commit();
            return counts;
        }
    }

    @Test
    void valuesOfAllTypesGoThereAndBack() throws Exception {
        execute(
                "CREATE TABLE t (id int PRIMARY KEY, small smallint, big bigint, price decimal(20,3), dbl double, r float,"
                        + " b boolean, d date, ti time(6), ts datetime(6), bin varbinary(20), txt varchar(100), doc json, u uuid,"
                        + " mood enum('ok', 'sad'), counter bigint unsigned)");
        List<String> rejections = new ArrayList<>();
        Object[] row = {
            1L,
            -1L,
            9007199254740993L,
            new BigDecimal("1234567890123.500"),
            0.1,
            0.5,
            true,
            LocalDate.of(2026, 11, 21),
            LocalTime.of(9, 5, 0, 250_000_000),
            LocalDateTime.of(2026, 11, 21, 9, 5, 0, 123_456_000),
            new byte[] {0, -1, 16},
            "tab\t 'quoted' \\ \ud83d\ude00",
            "{\"a\": 1}",
            UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
            "sad",
            new BigDecimal("18446744073709551615")
        };
        Object[] nulls = new Object[row.length];
        nulls[0] = 2L;

        assertThat(load("t", TableOptions.UPSERT, rejections, row, nulls)).isEqualTo(new Counts(2, 0, 0));
        assertThat(load("t", TableOptions.UPSERT, rejections, row, nulls)).isEqualTo(new Counts(0, 0, 2));
        assertThat(rejections).isEmpty();

        try (RecordReader reader =
                SqlSources.open(dataSource, new SqlSource(), List.of("t"), UnaryOperator.identity(), Map.of())) {
            List<SourceRecord> records = reader.next().records();
            assertThat(records.get(0).values())
                    .containsExactly(
                            "1",
                            "-1",
                            "9007199254740993",
                            "1234567890123.500",
                            "0.1",
                            "0.5",
                            "true",
                            "2026-11-21",
                            "09:05:00.25",
                            "2026-11-21 09:05:00.123456",
                            "AP8Q",
                            "tab\t 'quoted' \\ \ud83d\ude00",
                            "{\"a\": 1}",
                            "123e4567-e89b-12d3-a456-426614174000",
                            "sad",
                            "18446744073709551615");
            assertThat(records.get(1).values()).startsWith("2", null, null).doesNotContain("");
        }
    }

    @Test
    void aChangeOfCaseIsAChange() throws Exception {
        execute(
                "CREATE TABLE t (code varchar(9) PRIMARY KEY, name varchar(9))",
                "INSERT INTO t VALUES ('a', 'old'), ('b', 'x')");
        assertThat(load("t", TableOptions.UPSERT, new ArrayList<>(), new Object[] {"A", "OLD"}, new Object[] {"B", "x"
                }))
                .as("the keys are the same to the table's collation")
                .isEqualTo(new Counts(0, 1, 1));
        assertThat(query("SELECT code, name FROM t ORDER BY code")).containsExactly("a|OLD", "b|x");
    }

    @Test
    void anotherUniqueKeyIsNotTheMappings() throws Exception {
        execute(
                "CREATE TABLE t (id int PRIMARY KEY, mail varchar(9) UNIQUE)",
                "INSERT INTO t VALUES (1, 'x'), (2, 'y')");
        List<String> rejections = new ArrayList<>();
        assertThat(load("t", TableOptions.UPSERT, rejections, new Object[] {3L, "x"}, new Object[] {4L, "z"}))
                .isEqualTo(new Counts(1, 0, 0));
        assertThat(rejections).singleElement().asString().startsWith("Duplicate entry 'x' for key 'mail'");
    }

    @Test
    void refusesATableWithoutTransactions() throws Exception {
        execute("CREATE TABLE t (id int PRIMARY KEY) ENGINE = Aria");
        assertThatThrownBy(() -> load("t", TableOptions.UPSERT, new ArrayList<>(), new Object[] {1L}))
                .isInstanceOf(DestinationException.class)
                .hasMessageContainingAll("engine Aria", "ENGINE = InnoDB");
    }

    @Test
    void aSessionIsGivenBackAsItWas() throws Exception {
        execute("CREATE TABLE t (id int PRIMARY KEY)");
        try (Connection connection = dataSource.getConnection()) {
            Connection kept = kept(connection);
            String before = DatabaseTests.query(kept, "SELECT @@sql_mode, @@tx_isolation, @@tx_read_only")
                    .get(0);
            DataSource one = single(kept);
            try (Destination destination = SqlDestinations.open(one, null)) {
                DestinationTable table = destination.table("t");
                destination.writer(table, table.columns(), table.columns(), WriteOptions.UPSERT);
            }
            SqlSources.open(one, new SqlSource(), List.of("t"), UnaryOperator.identity(), Map.of())
                    .close();
            assertThat(DatabaseTests.query(kept, "SELECT @@sql_mode, @@tx_isolation, @@tx_read_only"))
                    .containsExactly(before);
            assertThatThrownBy(() -> DatabaseTests.query(kept, "SELECT * FROM drover_rows_1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    /** A connection that stays open, as one from a pool does. */
    private static Connection kept(Connection connection) {
        return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                MariaDbTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static DataSource single(Connection connection) {
        return (DataSource) java.lang.reflect.Proxy.newProxyInstance(
                MariaDbTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection);
    }
}
