package io.drover.connection.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrowingPauseTest {
    @Test
    void eachPauseIsTwiceAsLongAsTheOneBeforeUpToTheLongest() {
        GrowingPause pause = GrowingPause.thirtyfold(Duration.ofSeconds(10));

        assertThat(Stream.generate(pause::begin).limit(7).map(Duration::toSeconds))
                .containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void afterSuccessThePausesBeginAgainWithTheFirst() {
        GrowingPause pause = GrowingPause.thirtyfold(Duration.ofSeconds(10));
        pause.begin();
        pause.begin();

        pause.reset();

        assertThat(pause.begin()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aShortPauseInBetweenDoesNotChangeHowTheOthersGrow() {
        GrowingPause pause = GrowingPause.thirtyfold(Duration.ofSeconds(10));
        pause.begin();

        pause.beginShort();

        assertThat(pause.begin()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void itIsOverBeforeItHasBegunAndNotWhenItHas() {
        GrowingPause pause = GrowingPause.thirtyfold(Duration.ofHours(1));

        assertThat(pause.isOver()).isTrue();
        pause.begin();
        assertThat(pause.isOver()).isFalse();
    }
}
