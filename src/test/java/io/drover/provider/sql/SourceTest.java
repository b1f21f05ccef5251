package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.sql.read.SqlInput;
import io.drover.provider.sql.read.SqlQuery;
import io.drover.provider.sql.read.SqlSource;
import io.drover.provider.sql.read.SqlSources;
import io.drover.provider.sql.read.SqlTable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is read from tables, views and queries. */
class SourceTest extends DatabaseTests {
    private final List<SourceTable> tables = new ArrayList<>();
    private Map<String, String> watermarks = Map.of();

    private static SqlSource source(Map<String, String> parameters, SqlInput... inputs) {
        return new SqlSource("x", null, only(SqlTable.class, inputs), only(SqlQuery.class, inputs), parameters);
    }

    private static <I> List<I> only(Class<I> type, SqlInput... inputs) {
        return Stream.of(inputs).filter(type::isInstance).map(type::cast).toList();
    }

    private static SqlInput table(String name, String watermark) {
        SqlInput table = new SqlTable(name, watermark);
        table.line = 3;
        return table;
    }

    private static SqlInput query(String name, String sql, String watermark, String start) {
        SqlInput query = new SqlQuery(name, sql, watermark, start);
        query.line = 3;
        return query;
    }

    private RecordReader open(SqlSource source, String... names) throws SQLException {
        return SqlSources.open(dataSource, source, List.of(names), UnaryOperator.identity(), watermarks);
    }

    /** The rows of all tables, as {@code table: value|value}; remembers the watermarks. */
    private List<String> read(SqlSource source, String... names) throws SQLException, IOException {
        List<String> rows = new ArrayList<>();
        tables.clear();
        try (RecordReader reader = open(source, names)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                if (!tables.contains(batch.table())) {
                    tables.add(batch.table());
                }
                for (SourceRecord record : batch.records()) {
                    List<String> values = new ArrayList<>();
                    for (String value : record.values()) {
                        values.add(String.valueOf(value));
                    }
                    rows.add(batch.table().name() + ": " + String.join("|", values));
                }
            }
            watermarks = reader.watermarks();
        }
        return rows;
    }

    @Test
    void readsTablesAndViewsByTheNamesOfTheJob() throws Exception {
        execute(
                "CREATE TABLE item (id int PRIMARY KEY, name varchar(20))",
                "INSERT INTO item VALUES (1, 'a'), (2, NULL)",
                "CREATE VIEW named AS SELECT name FROM item WHERE name IS NOT NULL",
                "CREATE TABLE vacant (id int)");

        assertThat(read(source(Map.of()), "Item", "NAMED", "vacant", "item"))
                .as("each mapping gets the records by the name that it writes")
                .containsExactly("Item: 1|a", "Item: 2|null", "NAMED: a", "item: 1|a", "item: 2|null");
        assertThat(tables).extracting(SourceTable::name).containsExactly("Item", "NAMED", "vacant", "item");
        assertThat(read(source(Map.of())))
                .as("without mappings all tables, not views")
                .hasSize(2);
    }

    @Test
    void writesValuesOfAllTypesTheSameWay() throws Exception {
        notOnMariaDb();
        boolean postgres = database == TestDatabase.POSTGRES;
        execute("CREATE TABLE t (small smallint, i int, big bigint, dec numeric(20,3), dbl double precision, r real,"
                + " b boolean, d date, ti time(6), ts timestamp(6), tz timestamp with time zone, bin "
                + (postgres ? "bytea" : "varbinary(20)") + ", txt varchar(100), u uuid)");
        execute(
                "INSERT INTO t VALUES (-1, 2, 9007199254740993, 1234567890123.500, 1e20, 0.1, true, DATE '2026-11-21',"
                        + " TIME '09:05:00.25', TIMESTAMP '2026-11-21 09:05:00',"
                        + " TIMESTAMP WITH TIME ZONE '2026-11-21 09:05:00.5+00:00', "
                        + (postgres ? "'\\x00ff10'" : "X'00ff10'")
                        + ", 'tab\t, line\n and \\ \u00e6\u20ac\ud83d\ude00 ''quoted''', '123e4567-e89b-12d3-a456-426614174000')");
        execute("INSERT INTO t (i) VALUES (NULL)");
        execute("INSERT INTO t (txt, b, ts, dbl) VALUES ('', false, TIMESTAMP '2026-11-21 23:59:59.123456', -0.25)");

        List<String> plain = read(source(Map.of()), "t");
        String zoned = plain.get(0).split("\\|", -1)[10];

        assertThat(OffsetDateTime.parse(zoned.replace(' ', 'T')).toInstant())
                .isEqualTo(Instant.parse("2026-11-21T09:05:00.5Z"));
        assertThat(plain)
                .containsExactly(
                        "t: -1|2|9007199254740993|1234567890123.500|100000000000000000000|0.1|true|2026-11-21|09:05:00.25|"
                                + "2026-11-21 09:05:00|" + zoned
                                + "|AP8Q|tab\t, line\n and \\ \u00e6\u20ac\ud83d\ude00 'quoted'|123e4567-e89b-12d3-a456-426614174000",
                        "t: null|null|null|null|null|null|null|null|null|null|null|null|null|null",
                        "t: null|null|null|null|-0.25|null|false|null|null|2026-11-21 23:59:59.123456|null|null||null");
        assertThat(tables.get(0).types())
                .containsExactly(
                        ColumnType.SMALLINT,
                        ColumnType.INTEGER,
                        ColumnType.BIGINT,
                        ColumnType.DECIMAL,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.DATE,
                        ColumnType.TIME,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP_WITH_ZONE,
                        ColumnType.BINARY,
                        ColumnType.TEXT,
                        ColumnType.UUID);
        SqlInput byQuery = query("t", "SELECT * FROM t WHERE i = :i OR i IS NULL", null, null);
        assertThat(read(source(Map.of("i", "2"), byQuery), "t"))
                .as("the same with parameters")
                .containsExactlyInAnyOrderElementsOf(plain);
    }

    @Test
    void bindsTheParametersOfQueries() throws Exception {
        execute(
                "CREATE TABLE orders (id int, shop varchar(40), at timestamp)",
                "INSERT INTO orders VALUES (1, 'a''; DROP TABLE orders; --', TIMESTAMP '2026-11-21 10:00:00'),"
                        + " (2, 'b', TIMESTAMP '2026-11-20 10:00:00')");
        SqlInput query = query(
                "Recent",
                """
                SELECT id, ':shop' AS txt -- not :this
                FROM orders /* nor :that */ WHERE shop = :shop AND at > :at AND id IN (:id, :id);""",
                null,
                null);

        assertThat(read(
                        source(Map.of("shop", "a'; DROP TABLE orders; --", "at", "2026-11-21", "id", "1"), query),
                        "RECENT"))
                .containsExactly("RECENT: 1|:shop");
    }

    @Test
    void readsOnlyWhatIsNewByAWatermark() throws Exception {
        execute(
                // MariaDB's timestamp is another type, an instant
                "CREATE TABLE orders (id int, \"Changed At\" "
                        + (database == TestDatabase.MARIADB ? "datetime(6))" : "timestamp(6))"),
                "INSERT INTO orders VALUES (1, TIMESTAMP '2026-11-21 10:00:00'),"
                        + " (2, TIMESTAMP '2026-11-21 10:00:00.5'), (3, NULL)");
        SqlSource source = source(Map.of(), table("Orders", "changed at"));

        assertThat(read(source, "Orders")).hasSize(3);
        assertThat(watermarks).containsExactly(Map.entry("orders.changed at", "2026-11-21 10:00:00.5"));
        execute(
                "INSERT INTO orders VALUES (4, TIMESTAMP '2026-11-21 10:00:00.5')",
                "INSERT INTO orders VALUES (5, TIMESTAMP '2026-11-21 10:00:00.499999')",
                "INSERT INTO orders VALUES (6, TIMESTAMP '2026-11-21 10:00:01')");

        assertThat(read(source, "Orders"))
                .as("what is as high as the last one comes again")
                .extracting(row -> row.substring(0, 9))
                .containsExactlyInAnyOrder("Orders: 2", "Orders: 4", "Orders: 6");
        assertThat(watermarks).containsValue("2026-11-21 10:00:01");
    }

    @Test
    void queriesMayUseAWatermark() throws Exception {
        execute(
                "CREATE TABLE orders (id int, version bigint, shop varchar(5))",
                "INSERT INTO orders VALUES (1, 9, 'a'), (2, 10, 'a'), (3, 11, 'b')");
        SqlInput wrapped = query("Wrapped", "SELECT id, version FROM orders WHERE shop = :shop --", "VERSION", null);
        SqlInput own = query(
                "Own", "SELECT id, version FROM orders WHERE version > :watermark AND shop = :shop", "version", "9");
        SqlSource source = source(Map.of("shop", "a"), wrapped, own);

        assertThat(read(source, "Wrapped", "Own")).containsExactly("Wrapped: 1|9", "Wrapped: 2|10", "Own: 2|10");
        Map<String, String> first = watermarks;
        assertThat(read(source, "Wrapped", "Own")).containsExactly("Wrapped: 2|10");
        assertThat(watermarks).as("what has nothing new says nothing").hasSize(1);
        execute("INSERT INTO orders VALUES (4, 100, 'a')");
        watermarks = new HashMap<>(first);
        assertThat(read(source, "Wrapped", "Own")).containsExactly("Wrapped: 2|10", "Wrapped: 4|100", "Own: 4|100");
    }

    @Test
    void severalTablesAreOfOneInstant() throws Exception {
        execute(
                "CREATE TABLE a (id int)",
                "CREATE TABLE b (id int)",
                "INSERT INTO a VALUES (1)",
                "INSERT INTO b VALUES (1)");
        try (RecordReader reader = open(source(Map.of()), "a", "b")) {
            assertThat(reader.next().records()).hasSize(1);
            execute("INSERT INTO b VALUES (2)");
            RecordBatch batch = reader.next();
            assertThat(batch.table().name()).isEqualTo("b");
            assertThat(batch.records()).hasSize(1);
            assertThat(batch.records().get(0).number()).isEqualTo(2);
        }
    }

    @Test
    void saysWhatIsWrongWithNamesAndQueries() throws Exception {
        execute("CREATE TABLE orders (id int, changed int)");
        assertThatThrownBy(() -> read(source(Map.of()), "ordrs"))
                .isInstanceOf(DestinationException.class)
                .hasMessageMatching("(?i)the database has no table or view ordrs; similar tables: orders");
        assertThatThrownBy(() -> read(source(Map.of(), table("orders", "chnged")), "orders"))
                .isInstanceOf(DestinationException.class)
                .hasMessageMatching(
                        "(?i)line 3: orders has no column chnged for its watermark; similar columns: changed");
        assertThatThrownBy(() -> read(source(Map.of(), query("Q", "SELECT id, id FROM orders", null, null)), "Q"))
                .rootCause()
                .hasMessageMatching("(?i)Q has two columns id: give one of them another name with AS");
        assertThatThrownBy(() -> read(source(Map.of(), query("Q", "SELEC 1", null, null)), "Q"))
                .hasMessageContaining("Q");
    }

    @Test
    void givesConnectionsBackAsTheyWere() throws Exception {
        execute("CREATE TABLE many (id int)", "INSERT INTO many VALUES (1)");
        try (RecordReader reader = open(source(Map.of()), "many")) {
            reader.next(); // and no further
        }
        execute("INSERT INTO many VALUES (2)");
        assertThat(query("SELECT count(*) FROM many")).containsExactly("2");
    }

    @Test
    void changesNothing() throws Exception {
        execute("CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (1)");
        SqlInput hostile = query("Q", "DELETE FROM kept", null, null);
        assertThatThrownBy(() -> read(source(Map.of(), hostile), "Q")).isInstanceOf(Exception.class);
        assertThat(query("SELECT count(*) FROM kept")).containsExactly("1");
    }
}
