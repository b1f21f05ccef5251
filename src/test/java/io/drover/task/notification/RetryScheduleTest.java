package io.drover.task.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Test
    void thereAreTenAttemptsAndNoMore() {
        assertThat(RetrySchedule.pause(1, 0).orElseThrow()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
        assertThat(RetrySchedule.pause(9, 0).orElseThrow()).isBetween(Duration.ofHours(24), Duration.ofHours(27));
        assertThat(RetrySchedule.pause(10, 0)).isEmpty();
        assertThat(RetrySchedule.pause(10, 60)).isEmpty();
    }

    @Test
    void aReceiverIsLeftAloneAsLongAsItAsksButForADay() {
        assertThat(RetrySchedule.pause(1, 3_600).orElseThrow()).isBetween(Duration.ofHours(1), Duration.ofMinutes(67));
        assertThat(RetrySchedule.pause(1, 999_999_999).orElseThrow())
                .isBetween(Duration.ofDays(1), Duration.ofHours(27));
    }

    /** Of fifty, all in the earlier half of the tenth: once in a million billions. */
    @Test
    void whoWaitedDoesNotComeBackAtOnceWithAllOthers() {
        assertThat(Stream.generate(() -> RetrySchedule.pause(9, 0).orElseThrow())
                        .limit(50))
                .anyMatch(pause -> pause.compareTo(Duration.ofMinutes(25 * 60 + 12)) > 0);
    }
}
