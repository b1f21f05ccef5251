package io.drover.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From text to the values of each column type, and what is said about texts that are none. */
class ConversionTest {

    private static DestinationColumn column(ColumnType type, int size, int scale) {
        int digits = type.isTime() ? DataType.NANOSECONDS : scale;
        DataType elements = DataType.ofFile(ColumnType.INTEGER);
        return new DestinationColumn(
                "Target", new DataType(type, type.name(), size, digits).of(elements), true, false, false);
    }

    private static Object convert(ColumnType type, String text) {
        return convert(column(type, 0, 0), '.', text);
    }

    private static Object convert(DestinationColumn column, char separator, String text) {
        return Converter.of(column, separator).convert(text);
    }

    private static String refusal(Object result) {
        assertThat(result).isInstanceOf(MappingRefusal.class);
        return ((MappingRefusal) result).reason();
    }

    /** Drivers and encoders put a question mark in its place: another text than the one that came. */
    @ParameterizedTest
    @ValueSource(strings = {"x\ud83d", "\udc00", "\ud83dx", "\ude00\ud83d", "ok \ud83d\ude00 \ud83d"})
    void halfACharacterIsNoText(String text) {
        assertThat(refusal(convert(ColumnType.TEXT, text))).startsWith("contains half a character");
        assertThat(refusal(convert(ColumnType.OTHER, text))).startsWith("contains half a character");
        assertThat(convert(ColumnType.TEXT, "\ud83d\ude00\ud83d\ude00")).isEqualTo("\ud83d\ude00\ud83d\ude00");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColumnType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEXT", "BINARY"})
    void anEmptyTextIsNoValue(ColumnType type) {
        assertThat(convert(type, "")).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColumnType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEXT", "OTHER"})
    void whiteSpaceAroundAValueIsNotPartOfIt(ColumnType type) {
        String text =
                switch (type) {
                    case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN, JSON -> "1";
                    case TIME, TIME_WITH_ZONE -> "10:00";
                    case ARRAY -> "{1}";
                    case RANGE -> "[1,2)";
                    case UUID -> "123e4567-e89b-12d3-a456-426614174000";
                    case BINARY -> "AAAA";
                    default -> "2026-01-31";
                };
        assertThat(convert(type, "\n  " + text + " "))
                .isEqualTo(convert(type, text))
                .isNotInstanceOf(MappingRefusal.class);
        assertThat(convert(type, " ")).isNull();
    }

    @Test
    void textStaysAsItIs() {
        assertThat(convert(ColumnType.TEXT, "")).isEqualTo("");
        assertThat(convert(ColumnType.TEXT, " a\n")).isEqualTo(" a\n");
    }

    @Test
    void textIsCountedInCharacters() {
        DestinationColumn four = column(ColumnType.TEXT, 4, 0);
        assertThat(convert(four, '.', "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"))
                .isInstanceOf(String.class);
        assertThat(refusal(convert(four, '.', "abcde"))).isEqualTo("has 5 characters, Target takes 4");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColumnType.class,
            names = {"TEXT", "OTHER"})
    void noDatabaseStoresNul(ColumnType type) {
        assertThat(refusal(convert(type, "a\0b"))).contains("NUL");
    }

    @ParameterizedTest
    @CsvSource({
        "SMALLINT, 32767, 32767",
        "SMALLINT, -32768, -32768",
        "INTEGER, -2147483648, -2147483648",
        "BIGINT, 9223372036854775807, 9223372036854775807",
        "BIGINT, -9223372036854775808, -9223372036854775808",
        "INTEGER, 007, 7",
        "INTEGER, +7, 7",
        "INTEGER, -0, 0",
        "INTEGER, 12.00, 12",
        "INTEGER, 1.2E1, 12",
        "INTEGER, 12., 12",
        "BIGINT, 0E999999, 0",
        "INTEGER, 120E-1, 12",
    })
    void wholeNumbers(ColumnType type, String text, long value) {
        assertThat(convert(type, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMALLINT | 32768 | is out of range, Target takes -32768 to 32767",
                "INTEGER | -2147483649 | is out of range, Target takes -2147483648 to 2147483647",
                "BIGINT | 9223372036854775808 | is out of range",
                "BIGINT | 1E999999 | is out of range",
                "INTEGER | 12.5 | has a fraction, Target takes whole numbers",
                "INTEGER | 1E-999999 | has a fraction",
                "INTEGER | 1E1000000 | is not a number",
                "INTEGER | 1,5 | decimalSeparator is '.', the value has ','",
                "INTEGER | 1,000,000 | no thousands separators",
                "INTEGER | 1 000 | is not a number",
                "INTEGER | abc | is not a number",
                "INTEGER | - | is not a number",
                "INTEGER | 1E | is not a number",
                "INTEGER | 0x10 | is not a number",
                "INTEGER | ١٢ | is not a number",
            })
    void refusedWholeNumbers(ColumnType type, String text, String reason) {
        assertThat(refusal(convert(type, text))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "-0.005, -0.01",
        "0.005, 0.01",
        "0.0049, 0.00",
        "99999999.994, 99999999.99",
        ".5, 0.5",
        "1E3, 1E3",
        "1E-999999, 0",
        "0E999999, 0",
        "12.3400000, 12.34",
    })
    void decimalsAreRoundedHalfUp(String text, BigDecimal value) {
        Object converted = convert(column(ColumnType.DECIMAL, 10, 2), '.', text);
        assertThat((BigDecimal) converted).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000000", "99999999.995", "1E8", "-1E999999"})
    void tooManyDigitsAreRefused(String text) {
        assertThat(refusal(convert(column(ColumnType.DECIMAL, 10, 2), '.', text)))
                .isEqualTo("is too large, Target takes 8 digits before the decimal point");
    }

    @Test
    void unlimitedDecimalsKeepTheirDigits() {
        assertThat(convert(ColumnType.DECIMAL, "0.12345678901234567890123"))
                .isEqualTo(new BigDecimal("0.12345678901234567890123"));
    }

    @Test
    void theDecimalSeparatorIsTheSources() {
        DestinationColumn price = column(ColumnType.DECIMAL, 10, 2);
        assertThat(convert(price, ',', "74,99")).isEqualTo(new BigDecimal("74.99"));
        assertThat(convert(column(ColumnType.DOUBLE, 53, 0), ',', "0,5")).isEqualTo(0.5);
        assertThat(refusal(convert(price, ',', "74.99")))
                .contains("decimalSeparator is ','")
                .contains("set decimalSeparator=\".\"");
        assertThat(refusal(convert(price, ',', "1.234,56"))).contains("no thousands separators");
    }

    @Test
    void floatingPointNumbers() {
        assertThat(convert(ColumnType.DOUBLE, "-1.5e3")).isEqualTo(-1500.0);
        assertThat(refusal(convert(ColumnType.DOUBLE, "1E400"))).contains("is out of range");
        assertThat(refusal(convert(column(ColumnType.DOUBLE, 24, 0), '.', "1E39")))
                .contains("is out of range");
        assertThat(refusal(convert(ColumnType.DOUBLE, "NaN"))).contains("is not a number");
        assertThat(refusal(convert(ColumnType.DOUBLE, "1d"))).contains("is not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "1, true",
        "yes, true",
        "Y, true",
        "On, true",
        "False, false",
        "0, false",
        "no, false",
        "n, false",
        "OFF, false",
    })
    void booleans(String text, boolean value) {
        assertThat(convert(ColumnType.BOOLEAN, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "ja", "tru", "truee", "-1", "x y z"})
    void refusedBooleans(String text) {
        assertThat(refusal(convert(ColumnType.BOOLEAN, text))).startsWith("is not a boolean: write true or false");
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, 2026-01-31, 2026-01-31",
        "DATE, 31-01-2026, 2026-01-31",
        "DATE, 2024-02-29, 2024-02-29",
        "DATE, 2026-01-31T00:00:00, 2026-01-31",
        "DATE, 31-01-2026 00:00:00:000, 2026-01-31",
        "TIME, 13:45, 13:45",
        "TIME, 13:45:59, 13:45:59",
        "TIME, 13:45:59.123456789, 13:45:59.123456789",
        "TIMESTAMP, 2026-01-31, 2026-01-31T00:00",
        "TIMESTAMP, 2026-01-31 13:45, 2026-01-31T13:45",
        "TIMESTAMP, 2026-01-31T13:45:59, 2026-01-31T13:45:59",
        "TIMESTAMP, 2026-01-31T13:45:59.1, 2026-01-31T13:45:59.100",
        "TIMESTAMP, 2026-01-31T13:45:59.1234567, 2026-01-31T13:45:59.123456700",
        "TIMESTAMP, 2026-01-31T13:45:59Z, 2026-01-31T13:45:59",
        "TIMESTAMP, 2026-01-31T13:45:59+02:00, 2026-01-31T11:45:59",
        "TIMESTAMP, 31-01-2026 13:45:59:123, 2026-01-31T13:45:59.123",
        "TIMESTAMP, 31-01-2026 13:45:59, 2026-01-31T13:45:59",
        "TIMESTAMP, 31-01-2026 13:45, 2026-01-31T13:45",
        "TIMESTAMP, 01-01-0001 00:00:00:000, 0001-01-01T00:00",
        "TIMESTAMP_WITH_ZONE, 2026-01-31T13:45:59+02:00, 2026-01-31T13:45:59+02:00",
        "TIMESTAMP_WITH_ZONE, 2026-01-31T13:45:59-0330, 2026-01-31T13:45:59-03:30",
        "TIMESTAMP_WITH_ZONE, 2026-01-31T13:45:59.5-03, 2026-01-31T13:45:59.500-03:00",
        "TIMESTAMP_WITH_ZONE, 2026-01-31 13:45, 2026-01-31T13:45Z",
    })
    void datesAndTimes(ColumnType type, String text, String value) {
        assertThat(convert(type, text)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01/02/2026",
                "1-2-2026",
                "2026-1-2",
                "20260131",
                "2026-02-29",
                "31-04-2026",
                "0000-01-01",
                "2026-13-01",
                "2026-01-31T24:00:00",
                "2026-01-31T10:60",
                "2026-01-31T10",
                "2026-01-31T10:00:00.",
                "2026-01-31T10:00:00.1234567890",
                "2026-01-31T10:00:00+25:00",
                "2026-01-31T10:00:00x",
                "31-01-2026T10:00",
                "2026-01-31Z",
                "10:00",
                "now",
            })
    void refusedDates(String text) {
        assertThat(refusal(convert(ColumnType.TIMESTAMP, text)))
                .startsWith("is not a date or time that exists: write yyyy-MM-dd")
                .contains("dd-MM-yyyy HH:mm:ss:fff");
    }

    @Test
    void aTimeOfDayIsNotDroppedSilently() {
        assertThat(refusal(convert(ColumnType.DATE, "2026-01-31T10:00")))
                .isEqualTo("has a time of day, Target takes dates");
        assertThat(refusal(convert(ColumnType.TIME, "2026-01-31T10:00"))).startsWith("is not a time of day");
        assertThat(refusal(convert(ColumnType.TIME, "25:00"))).startsWith("is not a time of day");
    }

    @Test
    void uuids() {
        String uuid = "123e4567-e89b-12d3-a456-426614174000";
        assertThat(convert(ColumnType.UUID, uuid)).hasToString(uuid);
        assertThat(convert(ColumnType.UUID, "{123E4567-E89B-12D3-A456-426614174000}"))
                .hasToString(uuid);
        assertThat(refusal(convert(ColumnType.UUID, "1-1-1-1-1"))).startsWith("is not a UUID");
        assertThat(refusal(convert(ColumnType.UUID, uuid.replace('e', 'g')))).startsWith("is not a UUID");
    }

    @Test
    void binariesAreBase64() {
        assertThat(convert(ColumnType.BINARY, "SGVs\n bG8=")).isEqualTo("Hello".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(convert(ColumnType.BINARY, "a*b"))).startsWith("is not Base64");
        assertThat(refusal(convert(column(ColumnType.BINARY, 4, 0), '.', "SGVsbG8=")))
                .isEqualTo("has 5 bytes, Target takes 4");
    }
}
