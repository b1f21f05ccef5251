package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drover.provider.ColumnType;
import io.drover.provider.Counts;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.value.ArrayValue;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values of every type arrive as they were, and are found unchanged the next time. */
class TypeTest extends DatabaseTests {
    private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

    @Test
    void everyTypeGoesRoundTrip() throws SQLException {
        notOnMariaDb();
        execute("CREATE TABLE item (id int PRIMARY KEY, small smallint, large bigint, price numeric(12,4), single real,"
                + " ratio double precision, active boolean, made date, at time(3), stamp timestamp,"
                + " zoned timestamp with time zone, guid uuid, short varchar(20), long "
                + (database == TestDatabase.H2 ? "clob, data blob" : "text, data bytea") + ", fixed char(3))");
        String columns = "id,small,large,price,single,ratio,active,made,at,stamp,zoned,guid,short,long,data,fixed";
        DestinationTable table = destination().table("item");
        assertThat(table.columns().stream().map(column -> column.type()))
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.SMALLINT,
                        ColumnType.BIGINT,
                        ColumnType.DECIMAL,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.DATE,
                        ColumnType.TIME,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP_WITH_ZONE,
                        ColumnType.UUID,
                        ColumnType.TEXT,
                        ColumnType.TEXT,
                        ColumnType.BINARY,
                        ColumnType.TEXT);
        destination().close();
        MappedRow full = row(
                1L,
                -32768L,
                Long.MIN_VALUE,
                new BigDecimal("-1234567.8900"),
                1.5,
                0.1,
                true,
                LocalDate.of(1999, 12, 31),
                LocalTime.of(23, 59, 59, 123_000_000),
                LocalDateTime.of(2026, 1, 31, 13, 45, 59, 123_456_000),
                OffsetDateTime.of(2026, 1, 31, 13, 45, 0, 0, ZoneOffset.ofHours(2)),
                ID,
                "Grün \uD83D\uDE00 '\\\t",
                "x".repeat(200_000),
                new byte[] {0, -1, 7},
                "abc");
        Object[] nulls = new Object[16];
        nulls[0] = 2L;
        MappedRow ancient = row(
                3L,
                0L,
                0L,
                BigDecimal.ZERO,
                0.0,
                -0.5,
                false,
                LocalDate.of(1, 1, 1),
                LocalTime.MIDNIGHT,
                LocalDateTime.of(1, 1, 1, 0, 0),
                OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                ID,
                "",
                "",
                new byte[0],
                "a");

        assertThat(load("item", columns, "id", full, row(nulls), ancient)).isEqualTo(new Counts(3, 0, 0));
        assertThat(load("item", columns, "id", full, row(nulls), ancient)).isEqualTo(new Counts(0, 0, 3));

        assertThat(query(
                        "SELECT small, large, price, single, ratio, made, stamp, guid, short, char_length(long), active"
                                + " FROM item WHERE id = 1"))
                .containsExactly("-32768|-9223372036854775808|-1234567.8900|1.5|0.1|1999-12-31"
                        + "|2026-01-31 13:45:59.123456|" + ID + "|Grün \uD83D\uDE00 '\\\t|200000|"
                        + (database == TestDatabase.H2 ? "TRUE" : "t"));
        assertThat(query("SELECT id FROM item WHERE at = TIME '23:59:59.123'"
                        + " AND zoned = TIMESTAMP WITH TIME ZONE '2026-01-31 11:45:00+00'"
                        + (database == TestDatabase.H2 ? " AND data = X'00ff07'" : " AND data = '\\x00ff07'")))
                .containsExactly("1");
        assertThat(query("SELECT count(*) FROM item WHERE id = 2 AND coalesce(small, large, price) IS NULL"
                        + " AND short IS NULL AND data IS NULL AND zoned IS NULL"))
                .containsExactly("1");
    }

    @Test
    void decimalsOfAnyLengthArrive() throws SQLException {
        notOnMariaDb();
        String type = database == TestDatabase.H2 ? "decfloat(200)" : "numeric";
        execute("CREATE TABLE item (id int PRIMARY KEY, n " + type + ")");
        String[] numbers = {
            "0",
            "1",
            "-1",
            "9999",
            "10000",
            "10001",
            "-12345678.9",
            "0.1",
            "0.0001",
            "0.00001",
            "-0.000000012345",
            "123456789012345",
            "999999999999999.9999",
            "1234567890123456789012345678901234567890.123456789",
            "1E3",
            "-1E40",
            "1E-30",
            "100000000",
            "0.10000000000000000001"
        };
        MappedRow[] rows = new MappedRow[numbers.length];
        Arrays.setAll(rows, i -> row((long) i, new BigDecimal(numbers[i])));

        load("item", "id,n", "id", rows);

        assertThat(query("SELECT n FROM item ORDER BY id").stream().map(BigDecimal::new))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(Stream.of(numbers).map(BigDecimal::new).toArray(BigDecimal[]::new));
    }

    @Test
    void typesThatDroverDoesNotKnowAreCastByTheDatabase() throws SQLException {
        notOnMariaDb();
        boolean h2 = database == TestDatabase.H2;
        if (h2) {
            execute("CREATE TABLE item (id int PRIMARY KEY, doc json, mood enum('ok', 'sad'), span interval day)");
        } else {
            execute(
                    "CREATE TYPE mood AS ENUM ('ok', 'sad')",
                    "CREATE TABLE item (id int PRIMARY KEY, doc json, mood mood, span interval)");
        }
        String span = h2 ? "5" : "5 days";

        assertThat(load("item", "id,doc,mood,span", "id", row(1L, "{\"a\":1}", "ok", span), row(2L, null, null, null)))
                .isEqualTo(new Counts(2, 0, 0));
        Counts second = load(
                "item",
                "id,doc,mood,span",
                "id",
                row(1L, "{\"a\":1}", "ok", span),
                row(2L, "{", "ok", span),
                row(3L, "[1]", "angry", span),
                row(4L, "[1]", "sad", span),
                row(2L, "[2]", "sad", span));

        assertThat(second).isEqualTo(new Counts(1, 1, 1));
        assertThat(query("SELECT id, doc, mood FROM item ORDER BY id"))
                .containsExactly("1|{\"a\":1}|ok", "2|[2]|sad", "4|[1]|sad");
        assertThat(rejections).hasSize(2);
        assertThat(rejections.get(0)).startsWith("2: ");
        assertThat(rejections.get(1)).startsWith("3: ").contains("angry");
    }

    @Test
    void postgresDomainsArraysAndBitsAreCastToTheirFullType() throws SQLException {
        assumeThat(database).isEqualTo(TestDatabase.POSTGRES);
        execute(
                "CREATE DOMAIN sku AS varchar(8) CHECK (VALUE ~ '^[A-Z]')",
                "CREATE TABLE item (code sku PRIMARY KEY, tags text[], flags bit(3), amount money)");

        assertThat(load(
                        "item",
                        "code,tags,flags,amount",
                        "code",
                        row("A1", array("a", "b"), "101", new BigDecimal("12.50")),
                        row("b", array(), "000", BigDecimal.ZERO)))
                .isEqualTo(new Counts(1, 0, 0));
        assertThat(load(
                        "item",
                        "code,tags,flags,amount",
                        "code",
                        row("A1", array("a", "b"), "101", new BigDecimal("12.50")),
                        row("A1", array("a"), "101", BigDecimal.ONE)))
                .isEqualTo(new Counts(0, 1, 1));

        assertThat(query("SELECT code, tags, flags FROM item")).containsExactly("A1|{a}|101");
        assertThat(rejections).singleElement().asString().contains("sku_check");
    }

    private static ArrayValue array(Object... elements) {
        return new ArrayValue("", List.of(elements));
    }

    @Test
    void postgresRoundsToMicroseconds() throws SQLException {
        assumeThat(database).isEqualTo(TestDatabase.POSTGRES);
        execute("CREATE TABLE item (id int PRIMARY KEY, stamp timestamp)");
        load("item", "id,stamp", "id", row(1L, LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_500)));
        assertThat(query("SELECT stamp FROM item")).containsExactly("2000-01-01 00:00:00");
    }
}
