package io.drover.provider.sql.postgres;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** PostgreSQL's types as columns have them: a domain is the type below it, and its checks run where a value is stored. */
final class PostgresTypes {
    /**
     * Describes types, with those below domains: the last one counts.
     *
     * <p>{@code name}, {@code kind}: as in pg_type; {@code full_name} and {@code plain_name}: as casts have it, with and without
     * modifier; {@code lenient}: a collation that takes different texts for the same; {@code empty_label}: of an enum.
     */
    private static final String TYPES =
            """
            WITH RECURSIVE below (number, depth, type, modifier, sorted) AS (
                %s
                UNION ALL
                SELECT number, depth + 1, t.typbasetype, t.typtypmod, sorted
                FROM below JOIN pg_type t ON t.oid = type WHERE t.typtype = 'd')
            SELECT DISTINCT ON (number) number, t.typname AS name, t.typtype AS kind, t.typelem AS element, t.typlen AS length,
                   modifier, r.rngsubtype AS bound, type, format_type(type, modifier) AS full_name,
                   format_type(type, -1) AS plain_name,
                   (SELECT format('%%I.%%I', n.nspname, c.collname) FROM pg_collation c
                    JOIN pg_namespace n ON n.oid = c.collnamespace
                    WHERE c.oid = sorted AND NOT c.collisdeterministic) AS lenient,
                   EXISTS (SELECT FROM pg_enum e WHERE e.enumtypid = type AND e.enumlabel = '') AS empty_label
            FROM below JOIN pg_type t ON t.oid = type LEFT JOIN pg_range r ON r.rngtypid = type
            ORDER BY number, depth DESC""";

    /** The same of all columns of a table. */
    static final String OF_COLUMNS = TYPES.formatted(
            """
                    SELECT a.attnum, 0, a.atttypid, a.atttypmod, a.attcollation FROM pg_attribute a
                    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped""");

    private static final String OF_TYPE = TYPES.formatted("SELECT 1, 0, ?::oid, -1, 0::oid");

    private static final String BOUND = "SELECT rngsubtype FROM pg_range WHERE rngmultitypid = ?::oid";

    /** Types that have a value whose text is empty. */
    private static final Set<String> WITH_EMPTY =
            Set.of("varbit", "hstore", "tsvector", "tsquery", "ltree", "xml", "char");

    private final Connection connection;

    PostgresTypes(Connection connection) {
        this.connection = connection;
    }

    /** Whether values are written as texts that the server casts. */
    static boolean isText(DestinationColumn column) {
        return switch (column.type()) {
            case OTHER, ARRAY, RANGE, TIME_WITH_ZONE -> true;
            default -> false;
        };
    }

    /** Whether the type takes different texts for the same, such as A and a. */
    static boolean isLenient(DestinationColumn column) {
        return column.typeName().endsWith("citext") || column.typeName().contains(" COLLATE ");
    }

    /** The type that a row describes. */
    DataType of(ResultSet row) throws SQLException {
        String plain = row.getString("plain_name");
        long element = row.getLong("element");
        return switch (row.getString("kind")) {
            case "b" ->
                element != 0
                                && row.getInt("length") == -1
                                && row.getString("name").startsWith("_")
                        ? array(row.getString("name"), plain, element)
                        : base(row, plain);
            case "r" -> range(plain, row.getLong("bound"));
            case "m" -> range(plain, bound(row.getLong("type")));
            default -> {
                DataType other = new DataType(ColumnType.OTHER, plain, 0, 0);
                yield row.getBoolean("empty_label") ? other.with(Special.EMPTY) : other;
            }
        };
    }

    /** Bounds are read and written as the server has them: years only as everybody writes them. */
    private DataType range(String name, long bound) throws SQLException {
        return new DataType(ColumnType.RANGE, name, 0, 0).of(of(bound).without(Special.LONG_YEARS));
    }

    private DataType array(String name, String plain, long element) throws SQLException {
        // What money is as text depends on the server's language
        String cast = name.equals("_money") ? "numeric[]::money[]" : plain;
        return new DataType(ColumnType.ARRAY, cast, 0, 0).with(Special.BOUNDS).of(of(element));
    }

    private DataType of(long type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_TYPE)) {
            statement.setLong(1, type);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return of(row);
            }
        }
    }

    /** The type of the bounds of a range of several ranges; PostgreSQL has these from 14 on. */
    private long bound(long type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BOUND)) {
            statement.setLong(1, type);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private DataType base(ResultSet row, String plain) throws SQLException {
        PostgresModifier modifier = new PostgresModifier(row.getInt("modifier"));
        String full = row.getString("full_name");
        String lenient = row.getString("lenient");
        String name = row.getString("name");
        return switch (name) {
            case "text", "varchar", "bpchar", "citext", "name" ->
                new DataType(
                        ColumnType.TEXT, lenient == null ? full : full + " COLLATE " + lenient, modifier.length(), 0);
            case "int2" -> new DataType(ColumnType.SMALLINT, full, 0, 0);
            case "int4" -> new DataType(ColumnType.INTEGER, full, 0, 0);
            case "int8" -> new DataType(ColumnType.BIGINT, full, 0, 0);
            case "numeric" -> numeric(full, modifier);
            case "money" -> new DataType(ColumnType.DECIMAL, full, PostgresModifier.MONEY_DIGITS, moneyScale());
            case "float4" -> infinite(new DataType(ColumnType.DOUBLE, full, DataType.SINGLE_PRECISION, 0));
            case "float8" -> infinite(new DataType(ColumnType.DOUBLE, full, DataType.DOUBLE_PRECISION, 0));
            case "bool" -> new DataType(ColumnType.BOOLEAN, full, 0, 0);
            case "date" -> dated(new DataType(ColumnType.DATE, full, 0, 0));
            case "time" -> new DataType(ColumnType.TIME, full, 0, modifier.secondDigits()).with(Special.END_OF_DAY);
            case "timetz" ->
                new DataType(ColumnType.TIME_WITH_ZONE, plain, 0, modifier.secondDigits()).with(Special.END_OF_DAY);
            case "timestamp" -> dated(new DataType(ColumnType.TIMESTAMP, full, 0, modifier.secondDigits()));
            case "timestamptz" -> dated(new DataType(ColumnType.TIMESTAMP_WITH_ZONE, full, 0, modifier.secondDigits()));
            case "uuid" -> new DataType(ColumnType.UUID, full, 0, 0);
            case "bytea" -> new DataType(ColumnType.BINARY, full, 0, 0);
            default -> {
                DataType other = new DataType(ColumnType.OTHER, plain, name.equals("char") ? 1 : 0, 0);
                if (name.equals("json") || name.equals("jsonb")) {
                    yield other.with(Special.JSON);
                }
                if (name.equals("bit")) {
                    yield other.with(Special.BIT);
                }
                yield WITH_EMPTY.contains(name) ? other.with(Special.EMPTY) : other;
            }
        };
    }

    private DataType numeric(String full, PostgresModifier modifier) throws SQLException {
        DataType type = new DataType(ColumnType.DECIMAL, full, modifier.precision(), modifier.scale());
        boolean infinity = modifier.precision() == 0 && connection.getMetaData().getDatabaseMajorVersion() >= 14;
        return infinity ? infinite(type) : type.with(Special.NAN);
    }

    private static DataType infinite(DataType number) {
        return number.with(Special.NAN, Special.INFINITY, Special.MINUS_INFINITY);
    }

    private static DataType dated(DataType type) {
        return type.with(Special.LONG_YEARS, Special.INFINITY, Special.MINUS_INFINITY);
    }

    /** How many digits after the point money has is a matter of the server's language. */
    private int moneyScale() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT scale(0::money::numeric)");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
