package io.drover.circle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A column that three databases have, each in its own words.
 *
 * @param name of the column
 * @param types in the order of {@link Database}
 * @param values of each a literal for each database, null for what the database cannot hold
 */
record PairColumn(String name, List<String> types, List<List<String>> values) {
    private static final String NOTHING = null;

    /** The databases in which the values are. */
    enum Database {
        H2(0, '"'),
        POSTGRES(1, '"'),
        MARIA(2, '`');

        private final int place;
        private final char quotes;

        Database(int place, char quotes) {
            this.place = place;
            this.quotes = quotes;
        }

        /** What lists of one for each database have for this one. */
        <T> T of(List<T> ofAll) {
            return ofAll.get(place);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        String quote(String schema) {
            return quotes + schema + quotes;
        }

        String createSchema(String schema) {
            return "CREATE SCHEMA " + quote(schema) + (this == MARIA ? " CHARACTER SET utf8mb4" : "");
        }
    }

    static final List<PairColumn> ALL = List.of(
            column("smallint").all("-32768").all("32767"),
            column("int").all("-2147483648").all("2147483647"),
            column("bigint").all("-9223372036854775808").all("9223372036854775807"),
            column("whole", "numeric(20)", "numeric(20)", "bigint unsigned")
                    .all("18446744073709551615")
                    .value("-1", "-1", NOTHING),
            column("numeric(30,10)").all("0").all("5").all("-1234.5600000001"),
            column("amount", "numeric(20,4)", "money", "decimal(20,4)")
                    .all("5.25")
                    .all("-1234.5"),
            column("real", "real", "real", "float").all("0.1").all("1e38").all("16777216"),
            column("double precision")
                    .all("0.1")
                    .all("1e308")
                    .all("-1e-300")
                    .value("'NaN'", "'NaN'", NOTHING)
                    .value("'-Infinity'", "'-Infinity'", NOTHING),
            column("boolean").all("true").all("false"),
            column("flag", "boolean", "bit(1)", "bit(1)")
                    .value("true", "B'1'", "b'1'")
                    .value("false", "B'0'", "b'0'"),
            column("code", "varchar(40)", "varchar(40)", "varchar(40)")
                    .all("'a'")
                    .all("''")
                    .all("' x '")
                    .all("'NULL'")
                    .all("'\u00e4\u20ac\ud83d\ude00'"),
            column("long", "clob", "text", "longtext")
                    .all("'a'")
                    .all("''")
                    .all("' x '")
                    .all("'01-02-2026'"),
            column("fixed", "char(5)", "char(5)", "char(5)").all("'a'").all("'abcde'"),
            column("folded", "varchar_ignorecase(40)", "citext", "varchar(40)")
                    .all("'aB'")
                    .all("''"),
            column("mood", "enum('ok','sad')", "mood", "enum('ok','sad')")
                    .all("'ok'")
                    .all("'sad'"),
            column("date")
                    .all("date '2026-01-02'")
                    .all("date '0001-01-01'")
                    .all("date '9999-12-31'")
                    .value("date '+10000-01-01'", "date '10000-01-01'", NOTHING)
                    .value("date '-0043-03-15'", "date '0044-03-15 BC'", NOTHING)
                    .value(NOTHING, "'infinity'", NOTHING)
                    .value(NOTHING, NOTHING, "'0000-00-00'"),
            column("time", "time(6)", "time(6)", "time(6)")
                    .all("time '09:05:00'")
                    .all("time '23:59:59.999999'")
                    .value(NOTHING, "'24:00:00'", "'24:00:00'")
                    .value(NOTHING, NOTHING, "'838:59:59'")
                    .value(NOTHING, NOTHING, "'-00:00:01'"),
            column("instant", "timestamp(6)", "timestamp(6)", "datetime(6)")
                    .all("timestamp '2026-01-02 03:04:05.123456'")
                    .all("timestamp '2026-10-25 02:30:00'")
                    .all("timestamp '2026-03-29 02:30:00'")
                    .all("timestamp '0001-01-01 00:00:00'")
                    .all("timestamp '9999-12-31 23:59:59.999999'")
                    .value("timestamp '+10000-01-01 00:00:00'", "timestamp '10000-01-01 00:00:00'", NOTHING)
                    .value(NOTHING, "'-infinity'", NOTHING)
                    .value(NOTHING, NOTHING, "'0000-00-00 00:00:00'"),
            column("zoned", "timestamp(6) with time zone", "timestamptz", "timestamp(6) NULL")
                    .value(
                            "timestamp with time zone '2026-01-02 03:04:05.5+00'",
                            "'2026-01-02 03:04:05.5+00'",
                            "'2026-01-02 03:04:05.5'")
                    .value(
                            "timestamp with time zone '2026-10-25 00:30:00+00'",
                            "'2026-10-25 00:30:00+00'",
                            "'2026-10-25 00:30:00'")
                    .value(
                            "timestamp with time zone '2026-10-25 01:30:00+00'",
                            "'2026-10-25 01:30:00+00'",
                            "'2026-10-25 01:30:00'")
                    .value(
                            "timestamp with time zone '2026-03-29 02:30:00+00'",
                            "'2026-03-29 02:30:00+00'",
                            "'2026-03-29 02:30:00'")
                    .value("timestamp with time zone '1960-01-01 00:00:00+00'", "'1960-01-01 00:00:00+00'", NOTHING),
            column("uuid").all("'123e4567-e89b-12d3-a456-426614174000'"),
            column("bytes", "varbinary(40)", "bytea", "varbinary(40)")
                    .value("x''", "''", "x''")
                    .value("x'00ff'", "'\\x00ff'", "x'00ff'"),
            column("blob", "blob", "bytea", "longblob")
                    .value("x''", "''", "x''")
                    .value("x'deadbeef'", "'\\xdeadbeef'", "x'deadbeef'"),
            column("json", "json", "jsonb", "json")
                    .value("json '{\"a\":[1,2.50]}'", "'{\"a\":[1,2.50]}'", "'{\"a\":[1,2.50]}'")
                    .value("json 'null'", "'null'", "'null'")
                    .value("json '\"x\"'", "'\"x\"'", "'\"x\"'"),
            column("raw", "json", "json", "json")
                    .value("json '{\"a\":[1,2.50]}'", "'{\"a\":[1,2.50]}'", "'{\"a\":[1,2.50]}'"),
            column("list", "integer array", "int[]", "varchar(40)")
                    .value("array[1,null]", "'{1,NULL}'", "'{1,NULL}'")
                    .value("array[]", "'{}'", "'{}'"),
            column("words", "varchar array", "text[]", "longtext")
                    .value("array['a,b', '', 'NULL']", "array['a,b', '', 'NULL']", "'{\"a,b\",\"\",\"NULL\"}'"),
            column("address", "varchar(40)", "inet", "inet6").all("'2001:db8::1'"),
            column("year", "smallint", "smallint", "year")
                    .all("2026")
                    .all("1901")
                    .value("26", "26", NOTHING),
            column("bits", "bigint", "bigint", "bit(40)")
                    .all("0")
                    .all("1099511627775")
                    .value("-1", "-1", NOTHING));

    private static PairColumn column(String type) {
        return column(type.replaceAll("\\W.*", "") + "s", type, type, type);
    }

    private static PairColumn column(String name, String h2, String postgres, String maria) {
        return new PairColumn("v_" + name, List.of(h2, postgres, maria), List.of());
    }

    private PairColumn all(String literal) {
        return value(literal, literal, literal);
    }

    private PairColumn value(String h2, String postgres, String maria) {
        List<List<String>> more = new ArrayList<>(values);
        more.add(Arrays.asList(h2, postgres, maria));
        return new PairColumn(name, types, more);
    }

    String type(Database database) {
        return database.of(types);
    }

    /** The key of a value's row. */
    String key(int value) {
        return name + "_" + value;
    }

    /** By what SQL values are compared. */
    String shown(Database database) {
        return switch (database) {
            case H2 ->
                type(database).matches("varbinary.*|blob")
                        ? "RAWTOHEX(CAST(" + name + " AS VARBINARY))"
                        : "CAST(" + name + " AS VARCHAR)";
            case POSTGRES -> name + "::text";
            case MARIA ->
                switch (type(database)) {
                    case "timestamp(6) NULL" -> "unix_timestamp(" + name + ")";
                    case "json" -> "json_compact(" + name + ")";
                    case "float" -> "cast(" + name + " as double)";
                    default -> "hex(cast(" + name + " as binary))";
                };
        };
    }
}
