package io.drover.provider;

/** What a destination column holds, and the Java class of its converted values. */
public enum ColumnType {
    /** String; {@link DestinationColumn#size()} is the limit in characters, 0 for none. */
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
    /** UUID. */
    UUID,
    /** byte[], from Base64. */
    BINARY,
    /** String that the database itself casts to its type. */
    OTHER
}
