package io.drover.provider;

import io.drover.provider.value.ArrayValue;
import io.drover.provider.value.CanonicalText;

/** What a column holds, and the Java class of its converted values; beside these, what {@link DataType.Special} names. */
public enum ColumnType {
    /** String; {@link DataType#size()} is the limit in characters, 0 for none. */
    TEXT,
    /** Long within 16 bits. */
    SMALLINT,
    /** Long within 32 bits. */
    INTEGER,
    /** Long. */
    BIGINT,
    /** BigDecimal; size is the precision, 0 for none, and scale the digits after the point. */
    DECIMAL,
    /** Double. */
    DOUBLE,
    /** Boolean. */
    BOOLEAN,
    /** LocalDate. */
    DATE,
    /** LocalTime. */
    TIME,
    /** LocalDateTime. */
    TIMESTAMP,
    /** OffsetDateTime. */
    TIMESTAMP_WITH_ZONE,
    /** OffsetTime. */
    TIME_WITH_ZONE,
    /** UUID. */
    UUID,
    /** byte[], from Base64. */
    BINARY,
    /** {@link ArrayValue} of the values of its elements. */
    ARRAY,
    /** String in PostgreSQL's form, with bounds in {@link CanonicalText}. */
    RANGE,
    /** String: the text of a JSON value, an object or an array as well as a text in quotes, a number, a boolean and {@code null}. */
    JSON,
    /** String that the database itself casts to its type. */
    OTHER;

    /** Whether its values have seconds and fractions of them. */
    public boolean isTime() {
        return this == TIME || this == TIME_WITH_ZONE || this == TIMESTAMP || this == TIMESTAMP_WITH_ZONE;
    }
}
