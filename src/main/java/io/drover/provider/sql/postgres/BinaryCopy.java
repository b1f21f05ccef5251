package io.drover.provider.sql.postgres;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postgresql.copy.CopyIn;

/**
 * PostgreSQL's binary COPY format, written into a COPY in progress. The server reads it faster than text, and there is
 * nothing to quote. The formats of the types are those of their receive functions in PostgreSQL's sources.
 */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CHUNK = 64 * 1024;
    private static final int NULL = -1;
    /** Longer texts are encoded faster as a whole. */
    private static final int SHORT = 64;

    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    static final long DAY_MICROS = 86_400_000_000L;
    private static final long LAST_DAY = Integer.MAX_VALUE - 1;
    private static final long LAST_TIMESTAMP_DAY = Long.MAX_VALUE / DAY_MICROS - 1;

    private final CopyIn copy;
    private byte[] buffer = new byte[CHUNK + CHUNK / 4];
    private int length;

    BinaryCopy(CopyIn copy) {
        this.copy = copy;
        bytes(SIGNATURE);
        int4(0); // flags
        int4(0); // length of the header's extension
    }

    void startRow(int columns) throws SQLException {
        if (length >= CHUNK) {
            send();
        }
        int2(columns);
    }

    /** Ends the COPY; the number of rows is what the server stored. */
    long end() throws SQLException {
        int2(-1);
        send();
        return copy.endCopy();
    }

    void writeNull() {
        int4(NULL);
    }

    void writeText(String text) {
        if (text.length() > SHORT || !writeAscii(text)) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Most values: written where they belong, without an array of bytes for each; false when the text is not ASCII. */
    private boolean writeAscii(String text) {
        int size = text.length();
        reserve(4 + size);
        int start = length + 4;
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            buffer[start + i] = (byte) c;
        }
        int4(size);
        length += size;
        return true;
    }

    void writeBytes(byte[] value) {
        int4(value.length);
        bytes(value);
    }

    void writeInt2(long value) {
        int4(2);
        int2((int) value);
    }

    void writeInt4(long value) {
        int4(4);
        int4((int) value);
    }

    void writeInt8(long value) {
        int4(8);
        int8(value);
    }

    void writeFloat4(double value) {
        writeInt4(Float.floatToIntBits((float) value));
    }

    void writeFloat8(double value) {
        writeInt8(Double.doubleToLongBits(value));
    }

    void writeBoolean(boolean value) {
        int4(1);
        reserve(1);
        buffer[length++] = (byte) (value ? 1 : 0);
    }

    void writeNumeric(BigDecimal value) {
        short[] words = NumericWords.of(value);
        int4(2 * words.length);
        for (short word : words) {
            int2(word);
        }
    }

    /** One that is not a number, or infinite. */
    void writeNumeric(double value) {
        int4(2 * NumericWords.HEADER);
        int4(0);
        int2(Double.isNaN(value) ? NumericWords.NAN : value > 0 ? NumericWords.INFINITY : NumericWords.MINUS_INFINITY);
        int2(0);
    }

    void writeDate(LocalDate value) throws SQLException {
        writeInt4(days(value, LAST_DAY));
    }

    void writeTime(LocalTime value) {
        writeInt8(micros(value));
    }

    void writeTimestamp(LocalDateTime value) throws SQLException {
        writeInt8(days(value.toLocalDate(), LAST_TIMESTAMP_DAY) * DAY_MICROS + micros(value.toLocalTime()));
    }

    /** Days since PostgreSQL's first one; it refuses most of the impossible ones itself, but not those that overflow. */
    private static long days(LocalDate date, long last) throws SQLException {
        long days = date.toEpochDay() - EPOCH_DAY;
        if (Math.abs(days) > last) {
            throw new SQLException("date out of range: " + date, "22008");
        }
        return days;
    }

    void writeTimestampWithZone(OffsetDateTime value) throws SQLException {
        writeTimestamp(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    void writeUuid(UUID value) {
        int4(16);
        int8(value.getMostSignificantBits());
        int8(value.getLeastSignificantBits());
    }

    /** To the nearest microsecond, as PostgreSQL reads texts; the last half microsecond of a day is 24:00. */
    private static long micros(LocalTime time) {
        return (time.toNanoOfDay() + 500) / ChronoUnit.MICROS.getDuration().toNanos();
    }

    private void int2(int value) {
        reserve(2);
        buffer[length++] = (byte) (value >> 8);
        buffer[length++] = (byte) value;
    }

    private void int4(int value) {
        reserve(4);
        buffer[length++] = (byte) (value >> 24);
        buffer[length++] = (byte) (value >> 16);
        buffer[length++] = (byte) (value >> 8);
        buffer[length++] = (byte) value;
    }

    private void int8(long value) {
        int4((int) (value >> 32));
        int4((int) value);
    }

    private void bytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(length + more, buffer.length + buffer.length / 2));
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer, 0, length);
        length = 0;
    }
}
