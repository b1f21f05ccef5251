package io.drover.circle;

import static io.drover.circle.CircleColumn.column;
import static io.drover.circle.CircleColumn.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** H2, in which a value is shown with its type's own text. */
class H2CircleTest extends CircleContract {
    private static final String MILLISECONDS = "CAST(DATE_TRUNC(MILLISECOND, v) AS VARCHAR)";
    private static final String UTC_MILLISECONDS = "CAST(DATE_TRUNC(MILLISECOND, v AT TIME ZONE 'UTC') AS VARCHAR)";
    private static final String ARRAY = "CARDINALITY(v) || ':' || CAST(v AS VARCHAR)";

    @Override
    String url() throws SQLException {
        String url = "jdbc:h2:mem:circle;DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
            statement.execute("CREATE SCHEMA src");
            statement.execute("CREATE SCHEMA dst");
        }
        return url;
    }

    @Override
    String shown() {
        return "CAST(v AS VARCHAR)";
    }

    @Override
    List<String> prepare() {
        return List.of("CREATE DOMAIN due AS date", "CREATE DOMAIN blob16 AS varbinary(16)");
    }

    @Override
    List<CircleColumn> columns(Random random) {
        return List.of(
                column("tinyint", "-128", "127"),
                column("smallint", "-32768", "32767"),
                column("int", "-2147483648", "2147483647"),
                column("bigint", "-9223372036854775808", "9223372036854775807"),
                column("numeric(30,10)", "0", "5.00", "-1234.5600000001").and(random, r -> Literals.decimal(r, 18, 10)),
                column("numeric(12,2)", "5", "-1234567890.12"),
                column(
                        "decfloat",
                        "0.1",
                        "1e300",
                        "'NaN'",
                        "'Infinity'",
                        "'-Infinity'",
                        "123456789012345678901234567890"),
                column("decfloat(5)", "123450", "1.2345"),
                column("real", "0.1", "1e38", "1e-38", "'NaN'", "'Infinity'", "'-Infinity'", "16777216"),
                column("double precision", "0.1", "1e308", "1e-308", "'NaN'", "'Infinity'", "'-Infinity'")
                        .and(random, r -> String.valueOf(r.nextGaussian() * 1e10)),
                column("boolean", "true", "false"),
                column("varchar(40)", TextValues.TEXTS).and(random, Literals::text),
                column("varchar", TextValues.TEXTS),
                column("char(5)", quoted("a", "abcde", " a")),
                column("varchar_ignorecase(40)", TextValues.TEXTS).and(random, Literals::text),
                column("clob", TextValues.TEXTS),
                column("enum('ok', 'sad', 'a,b')", quoted("ok", "a,b")),
                column(
                                "date",
                                "date '2026-01-02'",
                                "date '0001-01-01'",
                                "date '9999-12-31'",
                                "date '+10000-01-01'",
                                "date '0000-01-01'",
                                "date '-0043-03-15'")
                        .and(random, r -> "date '" + Literals.date(r) + "'"),
                column("due", "date '2026-01-02'"),
                column("time", "time '09:05:00'", "time '23:59:59'"),
                column("time(9)", "time '09:05:00.123456789'", "time '23:59:59.999999999'"),
                column(
                        "time(9) with time zone",
                        "time with time zone '09:05:00.123456789+05:30'",
                        "time with time zone '23:59:59.999999999-12'"),
                column(
                                "timestamp(9)",
                                "timestamp '2026-01-02 03:04:05.123456789'",
                                "timestamp '9999-12-31 23:59:59.999999999'",
                                "timestamp '+10000-01-01 00:00:00'",
                                "timestamp '-0043-03-15 12:00:00'")
                        .and(random, r -> "timestamp '" + Literals.timestamp(r, 9) + "'")
                        .inMilliseconds(MILLISECONDS),
                column("timestamp(0)", "timestamp '2026-01-02 03:04:05'"),
                column(
                                "timestamp(9) with time zone",
                                "timestamp with time zone '2026-01-02 03:04:05.123456789+05:30'",
                                "timestamp with time zone '1850-01-01 00:00:00+00:19:32'",
                                "timestamp with time zone '9999-12-31 23:59:59.999999999Z'",
                                "timestamp with time zone '+10000-01-01 00:00:00Z'")
                        .inMilliseconds(UTC_MILLISECONDS),
                column("uuid", "uuid '123e4567-e89b-12d3-a456-426614174000'"),
                column("varbinary(40)", "x''", "x'00'", "x'deadbeef'").and(random, r -> "x'" + Literals.hex(r) + "'"),
                column("binary(3)", "x'000102'"),
                column("blob", "x''", "x'deadbeef'").shown("RAWTOHEX(CAST(v AS VARBINARY))"),
                column("blob16", "x''", "x'00'"),
                column("java_object", "x'aced0005740001'", "x''").shown("CAST(v AS VARBINARY)"),
                column("json", "json '{\"a\": [1, 2.50]}'", "json 'null'", "json '\"x\"'", "json '\"\"'"),
                column("geometry", "'POINT (1 2)'", "'SRID=4326;POINT Z (1 2 3)'"),
                column(
                        "interval day to second(6)",
                        "interval '1 02:03:04.5' day to second",
                        "interval '-1 02:03:04.5' day to second"),
                column("interval year to month", "interval '1-2' year to month"),
                column("interval hour", "interval '5' hour"),
                column("varchar array", "array['a,b','c']", "array[]", "array['', 'NULL', null, '\"', '\\', '{', ' ']")
                        .shown(ARRAY),
                column("integer array", "array[1,2]", "array[null]").shown(ARRAY),
                column("integer array array", "array[array[1,2],array[],array[3]]")
                        .shown(ARRAY),
                column("numeric(10,2) array", "array[1.50]").shown(ARRAY),
                column("boolean array", "array[true,false,null]").shown(ARRAY),
                column("date array", "array[date '2026-01-02', date '-0043-03-15']")
                        .shown(ARRAY),
                column("time(9) array", "array[time '09:05:00.123456789']").shown(ARRAY),
                column("timestamp(9) array", "array[timestamp '2026-01-02 03:04:05.123456789']")
                        .shown(ARRAY),
                column(
                                "timestamp(9) with time zone array",
                                "array[timestamp with time zone '2026-01-02 03:04:05.123456789+05:30']")
                        .shown(ARRAY),
                column("varbinary array", "array[x'dead', x'']").shown(ARRAY),
                column("uuid array", "array[uuid '123e4567-e89b-12d3-a456-426614174000']")
                        .shown(ARRAY),
                column("real array", "array[cast(0.1 as real)]").shown(ARRAY),
                column("double precision array", "array[0.1e0]").shown(ARRAY));
    }

    @Test
    void aTypeWithoutATextIsRefusedByNameBeforeAnythingIsLoaded() throws Exception {
        execute("CREATE TABLE dst.pairs (k int PRIMARY KEY, v ROW(a int, b int))");

        Execution execution = load(CircleFormat.CSV, "pairs", "k;v\n1;(1,2)\n");

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).contains("the column V of the table PAIRS is of the type ROW");
        assertThat(rows("SELECT * FROM dst.pairs")).isEmpty();
    }

    @Test
    void whatIsTheSameIsUnchangedAndAChangeOfCaseIsAChange() throws Exception {
        execute(
                "CREATE TABLE dst.names (k real PRIMARY KEY, r real, t time, c varchar_ignorecase(9))",
                "INSERT INTO dst.names VALUES (0.1, 0.1, TIME '10:00:01', 'abc'), (0.3, 0.3, NULL, 'x')");

        Execution execution = load(CircleFormat.CSV, "names", "k;r;t;c\n0.1;0.1;10:00:00.75;ABC\n0.3;0.3;NULL;x\n");

        assertThat(List.of(execution.inserted(), execution.updated(), execution.unchanged()))
                .containsExactly(0L, 1L, 1L);
        assertThat(rows("SELECT c FROM dst.names ORDER BY k")).containsExactly("ABC", "x");
    }
}
