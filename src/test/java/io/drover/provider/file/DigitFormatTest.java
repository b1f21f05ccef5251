package io.drover.provider.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.format.ValueFormats;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way to write dates says what the library says. */
class DigitFormatTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd-MM-yyyy HH:mm:ss:SSS",
                "yyyyMMddHHmmss",
                "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'",
                "d.M.yy",
                "HH 'o''clock'",
                "dd''MM",
                "EEE dd MMM yyyy",
                "dd-MM-yyyy '00:00'"
            })
    void timestampsAreWrittenAsTheLibraryWritesThem(String pattern) {
        for (String text : List.of(
                "2026-11-21 09:05:00",
                "2026-11-21 09:05:00.25",
                "2026-11-21 23:59:59.123456789",
                "2024-02-29 00:00:00",
                "2026-02-30 00:00:00",
                "2026-11-21",
                "2026-13-01 00:00:00",
                "2026-11-21 24:00:00",
                "0001-01-01 00:00:00",
                "0000-01-01 00:00:00",
                "-infinity",
                "infinity",
                "")) {
            assertThat(write(ColumnType.TIMESTAMP, pattern, text))
                    .as(text)
                    .isEqualTo(careful(pattern, text, () -> LocalDateTime.parse(text.replace(' ', 'T'))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd-MM-yyyy", "yyyyMMdd", "dd-MM-yyyy '00:00:00:000'", "d/M"})
    void datesAreWrittenAsTheLibraryWritesThem(String pattern) {
        for (String text : List.of("2026-11-21", "2026-11-31", "2026-11-21 09:05:00", "infinity")) {
            assertThat(write(ColumnType.DATE, pattern, text))
                    .as(text)
                    .isEqualTo(careful(pattern, text, () -> LocalDate.parse(text)));
        }
    }

    /** Readers would take the year of another: "21-11-+12026" is no date to any, and 12026 in two digits is 2026. */
    @ParameterizedTest
    @ValueSource(strings = {"dd-MM-yyyy", "yyyyMMdd", "d.M.yy", "EEE dd MMM yyyy"})
    void yearsThatHaveNotFourDigitsAreLeftAsTheyAre(String pattern) {
        for (String text : List.of("+12026-11-21", "-0044-03-15")) {
            assertThat(write(ColumnType.DATE, pattern, text)).isEqualTo(text);
            assertThat(write(ColumnType.TIMESTAMP, pattern, text + " 09:05:00")).isEqualTo(text + " 09:05:00");
        }
    }

    private interface Parse {
        TemporalAccessor get();
    }

    private static String careful(String pattern, String text, Parse parse) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(parse.get());
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static String write(ColumnType type, String pattern, String text) {
        ValueFormats formats = new ValueFormats('.', pattern, pattern, null, "true", "false");
        return ValueTexts.of(formats, List.of(DestinationColumn.ofFile("c", type)))
                .text(0, text);
    }
}
