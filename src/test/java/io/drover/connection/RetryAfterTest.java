package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

    /** RFC 9110, 5.6.7: what servers are to send, and two forms that old ones do. */
    @ParameterizedTest
    @ValueSource(
            strings = {"EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy"
            })
    void untilADateOfEachForm(String form) {
        String date = DateTimeFormatter.ofPattern(form, Locale.ROOT)
                .format(ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofHours(1)));

        assertThat(RetryAfter.of(date)).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void inPartsOfASecondAndForever() {
        assertThat(RetryAfter.of("1.5")).hasSeconds(2);
        assertThat(RetryAfter.of("99999999999")).hasSeconds(99999999999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.", "99999999999999999999", "Mon, 99 Foo 2029 00:00:00 GMT"})
    void whatSaysNothing(String header) {
        assertThat(RetryAfter.of(header)).isNull();
    }

    private static String date(Duration ahead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
    }
}
