package io.drover.odata;

import io.drover.provider.ColumnType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Values between the database and OData. A time stamp without a zone is taken for UTC, since OData has none without. */
final class Values {
    private Values() {}

    /** The value of a column as it is bound again, or null. */
    static Object read(ResultSet row, int index, ColumnType type) throws SQLException {
        Object value =
                switch (type) {
                    case TEXT, TIME_WITH_ZONE, ARRAY, RANGE, JSON, OTHER -> row.getString(index);
                    case SMALLINT, INTEGER, BIGINT -> row.getLong(index);
                    case DECIMAL -> row.getBigDecimal(index);
                    case DOUBLE -> row.getDouble(index);
                    case BOOLEAN -> row.getBoolean(index);
                    case DATE -> row.getObject(index, LocalDate.class);
                    case TIME -> row.getObject(index, LocalTime.class);
                    case TIMESTAMP -> row.getObject(index, LocalDateTime.class);
                    case TIMESTAMP_WITH_ZONE -> row.getObject(index, OffsetDateTime.class);
                    case UUID -> uuid(row.getString(index));
                    case BINARY -> row.getBytes(index);
                };
        return row.wasNull() ? null : value;
    }

    private static UUID uuid(String text) {
        return text == null ? null : UUID.fromString(text);
    }

    /** As the serialiser of OData takes it. */
    static Object odata(Object value) {
        if (value instanceof LocalDateTime time) {
            return time.atZone(ZoneOffset.UTC);
        }
        return value instanceof OffsetDateTime time ? time.toZonedDateTime() : value;
    }

    /**
     * A value as a column takes it for a comparison.
     *
     * @param type null: as it is
     */
    static Object bound(Object value, ColumnType type) {
        if (type == null || value == null) {
            return value;
        }
        return switch (type) {
            case TIMESTAMP -> timestamp(value);
            case TIMESTAMP_WITH_ZONE ->
                value instanceof LocalDate date ? date.atStartOfDay().atOffset(ZoneOffset.UTC) : value;
            case DATE -> value instanceof OffsetDateTime time ? time.toLocalDate() : value;
            case DOUBLE -> value instanceof Number number ? (Object) number.doubleValue() : value;
            case DECIMAL -> value instanceof Number number ? new BigDecimal(number.toString()) : value;
            default -> value;
        };
    }

    private static Object timestamp(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        return value instanceof LocalDate date ? date.atStartOfDay() : value;
    }

    /**
     * The value that a text stands for, as {@link String#valueOf} of it.
     *
     * @throws RuntimeException when it is none of the type
     */
    static Object parse(String text, ColumnType type) {
        return switch (type) {
            case TEXT, TIME_WITH_ZONE, ARRAY, RANGE, JSON, OTHER -> text;
            case SMALLINT, INTEGER, BIGINT -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text);
            case TIMESTAMP_WITH_ZONE -> OffsetDateTime.parse(text);
            case UUID -> UUID.fromString(text);
            case BINARY -> throw new IllegalArgumentException("no order is by binary values");
        };
    }
}
