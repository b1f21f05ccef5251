package io.drover.circle;

import static io.drover.circle.CircleColumn.column;
import static io.drover.circle.CircleColumn.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PostgreSQL, in which a value is shown with its type's own text. */
class PostgresCircleTest extends CircleContract {
    private static final String MILLISECONDS = "date_trunc('milliseconds', v)::text";
    private static final String[] DATES = quoted(
            "2026-01-02",
            "2026-12-31",
            "1899-12-31",
            "1900-02-28",
            "1900-03-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "5874897-12-31",
            "0001-01-01 BC",
            "4713-01-01 BC",
            "infinity",
            "-infinity");
    private static final String[] TIMESTAMPS = quoted(
            "2026-01-02 03:04:05",
            "2026-01-02 00:00:00",
            "2026-03-29 02:30:00",
            "2026-01-02 03:04:05.123456",
            "2026-01-02 23:59:59.999999",
            "1899-12-31 12:00:00.001",
            "9999-12-31 23:59:59.999999",
            "10000-01-01 00:00:00",
            "294276-12-31 23:59:59.999999",
            "0044-03-15 12:00:00 BC",
            "infinity",
            "-infinity");
    private static final String[] ZONED = quoted(
            "2026-01-02 03:04:05+05",
            "2026-01-02 03:04:05.123456-03:30",
            "1850-01-01 00:00:00+00:19:32",
            "9999-12-31 23:59:59.999999+00",
            "10000-01-01 00:00:00+00",
            "0044-03-15 12:00:00+00 BC",
            "infinity",
            "-infinity");
    private static final String[] TIMES = quoted("00:00:00", "09:05:00", "23:59:59.999999", "12:00:00.1", "24:00:00");
    private static final String[] DECIMALS = quoted(
            "0",
            "0.00",
            "5.00",
            "-1234.56",
            "1234567890123456789012345678901234567890.123456789",
            "0.000000000000000001",
            "NaN",
            "1e30");

    @Override
    String url() throws SQLException {
        TestPostgres.Database database = TestPostgres.shared().createDatabase();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA src; CREATE SCHEMA dst");
            statement.execute("ALTER DATABASE " + database.name() + " SET search_path = public");
        }
        return database.url();
    }

    @Override
    List<String> prepare() {
        return List.of(
                "CREATE EXTENSION citext",
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION ltree",
                "CREATE TYPE mood AS ENUM ('ok', 'sad', '', 'a,b')",
                "CREATE TYPE pair AS (a int, b text, c date)",
                "CREATE DOMAIN due AS date",
                "CREATE DOMAIN stamp AS timestamp",
                "CREATE DOMAIN zoned AS timestamptz",
                "CREATE DOMAIN at AS time",
                "CREATE DOMAIN blob AS bytea",
                "CREATE DOMAIN amount AS numeric(12,2)",
                "CREATE DOMAIN positive AS amount CHECK (VALUE > -10000)",
                "CREATE DOMAIN email AS text",
                "CREATE DOMAIN code AS varchar(8)",
                "CREATE DOMAIN flag AS boolean",
                "CREATE DOMAIN whole AS int",
                "CREATE DOMAIN tags AS text[]",
                "CREATE DOMAIN mood2 AS mood",
                "CREATE DOMAIN cash AS money");
    }

    @Override
    List<String> jsonTypes() {
        return List.of("json", "jsonb");
    }

    @Override
    String shown() {
        return "v::text COLLATE \"C\"";
    }

    @Override
    List<CircleColumn> columns(Random random) {
        return List.of(
                column("smallint", "-32768", "32767", "0"),
                column("int", "-2147483648", "2147483647"),
                column("bigint", "-9223372036854775808", "9223372036854775807", "9007199254740993"),
                column("numeric", DECIMALS).shown("trim_scale(v)::text").and(random, r -> Literals.decimal(r, 30, 10)),
                column("numeric", "'Infinity'", "'-Infinity'"),
                column("numeric(12,2)", "5", "-1234567890.12", "'NaN'").and(random, r -> Literals.decimal(r, 10, 2)),
                column("numeric(5,-2)", "12300"),
                column("real", "0.1", "1e38", "1e-38", "'-0'", "'NaN'", "'Infinity'", "'-Infinity'", "16777217"),
                column(
                                "double precision",
                                "0.1",
                                "1e308",
                                "1e-308",
                                "'-0'",
                                "'NaN'",
                                "'Infinity'",
                                "'-Infinity'",
                                "1e15",
                                "123456789012345678")
                        .and(random, r -> "'" + r.nextGaussian() * 1e10 + "'"),
                column("boolean", "true", "false"),
                column("text", TextValues.TEXTS).and(random, Literals::text),
                column("varchar(40)", TextValues.TEXTS).and(random, Literals::text),
                column("char(5)", quoted("", "a", "abcde", " a")),
                column("name", quoted("", "a", "x y")),
                column("\"char\"", quoted("", "a")),
                column("citext", TextValues.TEXTS).and(random, Literals::text),
                column("email", TextValues.TEXTS),
                column("code", quoted("", "abcdefgh", "NULL")),
                column("date", DATES).and(random, r -> CircleColumn.quote(Literals.date(r))),
                column("due", DATES),
                column("time", TIMES),
                column("time(0)", quoted("23:59:59", "24:00:00")),
                column("at", TIMES),
                column(
                        "timetz",
                        quoted(
                                "10:00:00+02",
                                "23:59:59.999999-12",
                                "24:00:00+00",
                                "00:00:00+05:30",
                                "00:00:00+00:19:32")),
                column("timestamp", TIMESTAMPS)
                        .inMilliseconds(MILLISECONDS)
                        .and(random, r -> CircleColumn.quote(Literals.timestamp(r, 6))),
                column("timestamp(3)", quoted("2026-01-02 03:04:05.123")),
                column("stamp", TIMESTAMPS).inMilliseconds(MILLISECONDS),
                column("timestamptz", ZONED)
                        .inMilliseconds(MILLISECONDS)
                        .and(random, r -> CircleColumn.quote(Literals.timestamp(r, 6) + "+00")),
                column("zoned", ZONED).inMilliseconds(MILLISECONDS),
                column(
                        "interval",
                        quoted(
                                "1 year 2 mons -3 days +04:05:06.789",
                                "-1 days -02:03:04",
                                "0",
                                "1 mon",
                                "30 days",
                                "-00:00:00.000001")),
                column("uuid", quoted("123e4567-e89b-12d3-a456-426614174000")),
                column("bytea", "''", "'\\x00'", "'\\xdeadbeef'").and(random, r -> "'\\x" + Literals.hex(r) + "'"),
                column("blob", "''", "'\\xdead'"),
                column(
                        "money",
                        "5::numeric::money",
                        "(-1234.56)::numeric::money",
                        "92233720368547758.07::numeric::money"),
                column("cash", "5.00::numeric::money"),
                column("amount", "5", "1234.56"),
                column("positive", "5", "1234.56"),
                column("flag", "true", "false"),
                column("whole", "1", "-5"),
                column("bit(1)", "B'0'", "B'1'"),
                column("bit(5)", "B'00000'", "B'10101'"),
                column("varbit", "B''", "B'1'", "B'0010'"),
                column("hstore", quoted("", "a=>1", "a=>NULL, \"b c\"=>\"x,\\\"y\"")),
                column("ltree", quoted("", "a.b")),
                column("json", quoted("{\"a\": [1, 2.50]}", "null", "\"x\"", "{\"b\":1, \"b\":2}")),
                column("jsonb", quoted("{\"a\": [1, 2.50]}", "null", "1")),
                column("jsonpath", quoted("$.a[*]")),
                column("xml", quoted("", "<a>b</a>", "x &amp; y")),
                column("inet", quoted("10.0.0.1", "10.0.0.1/8", "::1")),
                column("cidr", quoted("10.0.0.0/8")),
                column("macaddr", quoted("08:00:2b:01:02:03")),
                column("macaddr8", quoted("08:00:2b:01:02:03:04:05")),
                column("tsvector", quoted("", "'a':1 'b'")),
                column("tsquery", quoted("", "'a' & 'b'")),
                column("point", quoted("(1.5,-2)", "(0.1,1e+300)")),
                column("box", quoted("(2,2),(1,1)")).shown("v::text"),
                column("path", quoted("[(0,0),(1,1)]", "((0,0),(1,1))")),
                column("polygon", quoted("((0,0),(1,1),(2,0))")),
                column("circle", quoted("<(0,0),1>")),
                column("line", quoted("{1,2,3}")),
                column("lseg", quoted("[(0,0),(1,1)]")),
                column("pg_lsn", quoted("16/B374D848")),
                column("oid", "1", "4294967295"),
                column("regclass", quoted("pg_class")),
                column("mood", quoted("ok", "", "a,b")),
                column("mood2", quoted("ok", "")),
                column("pair", "ROW(1, 'a,\"b', '2026-01-02')", "ROW(NULL, '', NULL)"),
                column(
                        "text[]",
                        "'{}'",
                        "array['a,b','c','','NULL',NULL,'\"','\\','{',' ']",
                        "'[2:3]={a,b}'",
                        "'{{a,b},{c,d}}'"),
                column("varchar(3)[]", "array['abc','']"),
                column("int[]", "'{1,NULL,-3}'"),
                column("numeric[]", "'{1.50,NaN,1e30}'"),
                column("boolean[]", "'{t,f,NULL}'"),
                column("real[]", "'{0.1,1e30,NaN,-Infinity}'"),
                column("date[]", "array['2026-01-02','0044-03-15 BC','10000-01-01','infinity']::date[]"),
                column("time[]", "'{10:00:00.5,24:00:00}'"),
                column("timestamp[]", "array['2026-01-02 03:04:05.123456','infinity']::timestamp[]"),
                column("timestamptz[]", "array['2026-01-02 03:04:05+05','-infinity']::timestamptz[]"),
                column("bytea[]", "array['\\xdead','','\\x5c22']::bytea[]"),
                column("uuid[]", "array['123e4567-e89b-12d3-a456-426614174000']::uuid[]"),
                column("mood[]", "array['ok','','a,b']::mood[]"),
                column("json[]", "array['{\"a\":1}','null']::json[]"),
                column("money[]", "array[5.5::numeric::money]"),
                column("due[]", "array['2026-01-02']::due[]"),
                column("tags", "array['a,b',NULL,'']"),
                column("int4range", quoted("[1,10)", "empty", "(,5)", "(,)")),
                column("int8range", quoted("[1,10)")),
                column("numrange", quoted("[1.50,2.50]", "(,0)")),
                column("daterange", quoted("[2026-01-02,2026-02-03)", "[,infinity]", "empty")),
                column("tsrange", "tsrange('2026-01-02 03:04:05.123456','2026-02-03')", "'(,infinity)'"),
                column("tstzrange", "tstzrange('2026-01-02 03:04:05+05','infinity','[]')"),
                column(
                        "datemultirange",
                        "datemultirange(daterange('2026-01-02','2026-01-05'), daterange('2026-02-03',NULL))",
                        "'{}'"),
                column("int4range[]", "array['[1,3)','empty']::int4range[]"),
                column("daterange[]", "array['[2026-01-02,2026-02-03)']::daterange[]"));
    }

    @Test
    void whatPeopleWriteIsConvertedByTheTypeBelow() throws Exception {
        execute(
                "CREATE TABLE dst.orders (k int PRIMARY KEY, d due, ts stamp, z zoned, a date[], r daterange, m money, b bit(1),"
                        + " c varchar(3)[], e citext NOT NULL, f email NOT NULL, g blob)");

        Execution execution = load(
                CircleFormat.CSV_COMMA,
                "orders",
                "k|d|ts|z|a|r|m|b|c|e|f|g\n"
                        + "1|02-01-2026|2026-01-02T03:04:05+05:00|02-01-2026 10:00:00:000|{02-01-2026}|[02-01-2026,2026-02-01)|"
                        + "1234,56|1|[\"abc\",null]|||3q0=\n");

        assertThat(reasons(execution)).isEmpty();
        assertThat(rows("SELECT d, ts, z, a, r, m::numeric, b, c, e, f, g FROM dst.orders"))
                .containsExactly("2026-01-02|2026-01-01 22:04:05|2026-01-02 10:00:00+00|{2026-01-02}|"
                        + "[2026-01-02,2026-02-01)|1234.56|1|{abc,NULL}|||\\xdead");
    }

    @Test
    void whatHasNoExactFormIsRejectedByTheNameOfItsColumn() throws Exception {
        execute(
                "CREATE TABLE dst.odd (k int PRIMARY KEY, ts timestamp, t time(3), b bit(1), m money, a date[], r daterange,"
                        + " c varchar(3)[], n numeric(5, 2), d date)");

        Execution execution = load(
                CircleFormat.CSV,
                "odd",
                """
                k;ts;t;b;m;a;r;c;n;d
                1;9999-12-31 23:59:59.9999999;NULL;NULL;NULL;NULL;NULL;NULL;NULL;NULL
                2;NULL;23:59:59.9996;NULL;NULL;NULL;NULL;NULL;NULL;NULL
                3;NULL;NULL;NULL;5,00;NULL;NULL;NULL;NULL;NULL
                4;NULL;NULL;NULL;NULL;{2026-02-31};NULL;NULL;NULL;NULL
                5;NULL;NULL;NULL;NULL;NULL;[2026-01-01,tomorrow);NULL;NULL;NULL
                6;NULL;NULL;NULL;NULL;NULL;NULL;NULL;Infinity;NULL
                7;NULL;NULL;NULL;NULL;NULL;NULL;NULL;NULL;0000-01-01
                8;NULL;NULL;10;NULL;NULL;NULL;NULL;NULL;NULL
                9;NULL;NULL;NULL;NULL;NULL;NULL;{abcd};NULL;NULL
                10;2026-01-01 00:00:00.0000005;23:59:59.9994;0;5;{};empty;{};NaN;-infinity
                """);

        assertThat(reasons(execution))
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).startsWith("ts would become the year 10000"),
                        reason -> assertThat(reason).startsWith("t would become 24:00:00"),
                        reason -> assertThat(reason).startsWith("m is not a number"),
                        reason -> assertThat(reason).startsWith("a has the element '2026-02-31'"),
                        reason -> assertThat(reason).startsWith("r has the bound 'tomorrow'"),
                        reason -> assertThat(reason).startsWith("n is not a number"),
                        reason -> assertThat(reason).startsWith("d is not a date"),
                        reason -> assertThat(reason).contains("bit string length 2 does not match type bit(1)"),
                        reason -> assertThat(reason).contains("value too long for type character varying(3)"));
        assertThat(rows("SELECT * FROM dst.odd"))
                .containsExactly("10|2026-01-01 00:00:00.000001|23:59:59.999|0|$5.00|{}|empty|{}|NaN|-infinity");
    }

    @Test
    void aChangeOfCaseIsAChange() throws Exception {
        execute(
                "CREATE TABLE dst.names (k int PRIMARY KEY, c citext)",
                "INSERT INTO dst.names VALUES (1, 'abc'), (2, 'x')");

        Execution execution = load(CircleFormat.CSV, "names", "k;c\n1;ABC\n2;x\n");

        assertThat(execution.updated()).isEqualTo(1);
        assertThat(rows("SELECT c FROM dst.names ORDER BY k")).containsExactly("ABC", "x");
    }
}
