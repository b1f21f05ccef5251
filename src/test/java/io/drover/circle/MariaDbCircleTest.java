package io.drover.circle;

import static io.drover.circle.CircleColumn.column;
import static io.drover.circle.CircleColumn.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.testing.TestMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/** MariaDB, in which a value is shown with the bytes of its text. */
class MariaDbCircleTest extends CircleContract {
    private static final String MILLISECONDS = "CAST(v AS DATETIME(3))";

    @Override
    String url() throws SQLException {
        MariaDbDataSource server = (MariaDbDataSource) TestMariaDb.shared().createDatabase();
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            for (String database : List.of("src", "dst")) {
                statement.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
            }
        }
        return server.getUrl();
    }

    @Override
    String shown() {
        return "HEX(CAST(v AS BINARY))";
    }

    @Override
    List<CircleColumn> columns(Random random) {
        return List.of(
                column("tinyint", "-128", "127"),
                column("tinyint unsigned", "0", "255"),
                column("tinyint(1)", "0", "1"),
                column("smallint", "-32768", "32767"),
                column("smallint unsigned", "65535"),
                column("mediumint", "-8388608", "8388607"),
                column("int", "-2147483648", "2147483647"),
                column("int unsigned", "4294967295"),
                column("int zerofill", "5"),
                column("bigint", "-9223372036854775808", "9223372036854775807"),
                column("bigint unsigned", "18446744073709551615"),
                column("decimal(30,10)", "0", "5.00", "-1234.5600000001").and(random, r -> Literals.decimal(r, 18, 10)),
                column("decimal(12,2)", "5", "-1234567890.12"),
                column("float", "0.1", "1e38", "1e-38", "16777216"),
                column("double", "0.1", "1e308", "1e-308").and(random, r -> String.valueOf(r.nextGaussian() * 1e10)),
                column("double(10,3)", "1.5"),
                column("bit(1)", "b'0'", "b'1'"),
                column("bit(8)", "b'00000101'", "b'11111111'", "b'0'"),
                column("bit(64)", "18446744073709551615"),
                column("boolean", "true", "false"),
                column("year", "1901", "2155", "0", "2026"),
                column("varchar(40)", TextValues.LITERALS).and(random, TextValues::escaped),
                column("char(5)", quoted("", "a", "abcde", " a")),
                column("tinytext", TextValues.LITERALS),
                column("text", TextValues.LITERALS),
                column("longtext", TextValues.LITERALS),
                column("varchar(40) COLLATE utf8mb4_bin", TextValues.LITERALS),
                column("enum('ok', 'sad', 'a,b', '')", quoted("ok", "a,b", "")),
                column("set('a', 'b', 'c')", quoted("", "a", "a,c")),
                column("json", quoted("{\"a\": [1, 2.50]}", "null", "\"x\"")),
                column("date", quoted("2026-01-02", "0001-01-01", "9999-12-31"))
                        .and(random, r -> CircleColumn.quote(Literals.date(r))),
                column("time", quoted("09:05:00", "23:59:59", "24:00:00", "-00:00:01", "838:59:59", "-838:59:59")),
                column("time(6)", quoted("09:05:00.123456", "23:59:59.999999", "30:00:00.5", "-01:00:00.000001")),
                column("time(3)", quoted("09:05:00.001", "-00:00:00.010")),
                column("datetime(3)", quoted("2026-01-02 03:04:05.001", "2026-01-02 03:04:05.020")),
                column("datetime", quoted("2026-01-02 03:04:05", "9999-12-31 23:59:59")),
                column(
                                "datetime(6)",
                                quoted(
                                        "2026-01-02 03:04:05.123456",
                                        "9999-12-31 23:59:59.999999",
                                        "0001-01-01 00:00:00"))
                        .and(random, r -> CircleColumn.quote(Literals.timestamp(r, 6)))
                        .inMilliseconds(MILLISECONDS),
                column("timestamp(6) NULL", quoted("2026-01-02 03:04:05.123456"))
                        .inMilliseconds(MILLISECONDS),
                column("uuid", quoted("123e4567-e89b-12d3-a456-426614174000")),
                column("inet4", quoted("10.0.0.1")),
                column("inet6", quoted("::1", "2001:db8::ff00:42:8329")),
                column("varbinary(40)", "x''", "x'00'", "x'deadbeef'").and(random, r -> "x'" + Literals.hex(r) + "'"),
                column("binary(3)", "x'000102'"),
                column("tinyblob", "x''", "x'deadbeef'"),
                column("longblob", "x''", "x'deadbeef'"),
                column("geometry", "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('LINESTRING(0 0,1 1)', 4326)"),
                column("point", "ST_GeomFromText('POINT(1 2)')"),
                column("polygon", "ST_GeomFromText('POLYGON((0 0,1 1,1 0,0 0))')"));
    }

    @Test
    void whatTheServerWouldTakeForSomethingElseIsRejected() throws Exception {
        execute("CREATE TABLE dst.odd (k int PRIMARY KEY, y year, t time, d datetime(3))");

        Execution execution = load(
                CircleFormat.CSV,
                "odd",
                "k;y;t;d\n1;26;NULL;NULL\n2;NULL;1112;NULL\n3;2026;-30:00:00;2026-01-01 00:00:00.0005\n4;NULL;NULL;+10000-01-01\n");

        assertThat(reasons(execution))
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("y is no year that y takes"),
                        reason -> assertThat(reason).startsWith("t is not a time of day"),
                        reason -> assertThat(reason).startsWith("d is in the year 10000"));
        assertThat(rows("SELECT y, t, CAST(d AS CHAR) FROM dst.odd"))
                .containsExactly("2026|-30:00:00|2026-01-01 00:00:00.001");
    }

    @Test
    void aDateThatNoCalendarHasIsRefusedWhereItCannotBeRead() throws Exception {
        execute(
                "CREATE TABLE src.odd (k int PRIMARY KEY, d date, f float)",
                "INSERT INTO src.odd VALUES (1, '2026-00-00', 1)");
        Execution execution = execute("copy", null);
        execute("DROP TABLE src.odd");

        assertThat(execution.message()).contains("the column d has a date that no calendar has", "CAST(d AS CHAR)");
    }
}
