package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the other side asks to be left alone. */
class RetryAfterTest {
    @Test
    void inSeconds() {
        assertThat(RetryAfter.of(" 120 ")).hasSeconds(120);
    }

    @Test
    void untilADate() {
        assertThat(RetryAfter.of(date(Duration.ofHours(1)))).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(RetryAfter.of(date(Duration.ofHours(-1)))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999"})
    void whatSaysNothing(String header) {
        assertThat(RetryAfter.of(header)).isNull();
    }

    private static String date(Duration ahead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
    }
}
