package io.drover.provider.sql.maria;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationException;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.value.CanonicalText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;

/** MariaDB's values as canonical text; the server knows times that Java does not: 30:00:00, 0000-00-00. */
final class MariaValues implements ResultCursor.Values {

    @Override
    public String read(ResultSet row, int column, ColumnType type) throws SQLException {
        try {
            return value(row, column, type);
        } catch (DateTimeException e) {
            String name = row.getMetaData().getColumnLabel(column);
            throw new DestinationException("the column " + name
                    + " has a date that no calendar has, such as 2026-00-00, beside a"
                    + " column of FLOAT, with which it cannot be read: make it a text in a <query>, CAST(" + name
                    + " AS CHAR) AS " + name);
        }
    }

    private static String value(ResultSet row, int column, ColumnType type) throws SQLException {
        return switch (type) {
            case DECIMAL -> decimal(row.getObject(column));
            case TIME -> time(row.getObject(column, Duration.class));
            case TIMESTAMP -> timestamp(row, column);
            default -> ResultCursor.JDBC.read(row, column, type);
        };
    }

    /** Bits are a number. */
    @Override
    public ColumnType type(int jdbc, String name, int precision) {
        return name.startsWith("BIT") && precision > 1
                ? ColumnType.DECIMAL
                : ResultCursor.JDBC.type(jdbc, name, precision);
    }

    private static String decimal(Object value) {
        Object number = value instanceof byte[] bits ? new BigInteger(1, bits) : value;
        return number instanceof BigDecimal decimal
                ? decimal.toPlainString()
                : number == null ? null : number.toString();
    }

    /** Also one of more than a day, or before its beginning. */
    private static String time(Duration time) {
        if (time == null) {
            return null;
        }
        Duration size = time.abs();
        LocalTime rest = LocalTime.of(0, size.toMinutesPart(), size.toSecondsPart(), size.toNanosPart());
        String hours = String.format(Locale.ROOT, "%02d", size.toHours());
        return (time.isNegative() ? "-" : "") + hours + CanonicalText.of(rest).substring(2);
    }

    /** The driver has null for 0000-00-00, and gets the fractions wrong of its own texts. */
    private static String timestamp(ResultSet row, int column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? row.getString(column) : CanonicalText.of(time);
    }
}
