package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run of a task is told, at once, that what it waits for has got further; the waits here would else last for hours. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunProgressTest {
    private static final Duration HOURS = Duration.ofHours(9);

    private final RunProgress progress = new RunProgress();

    @Test
    void whoWaitsIsTold() throws Exception {
        try (RunProgress.Wait wait = progress.of(7)) {
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> told(wait, HOURS));
            progress.tell(7L);
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsToldBeforeTheWaitIsNotLostAndAllOfItIsOne() {
        try (RunProgress.Wait wait = progress.of(7)) {
            progress.tell(7L);
            progress.tell(7L);

            assertThat(told(wait, HOURS)).isTrue();
            assertThat(told(wait, Duration.ZERO)).isFalse();
        }
    }

    @Test
    void othersAreNotToldNorIsWhoWaitsNoLonger() {
        progress.tell(null);
        progress.of(7).close();
        progress.tell(7L);
        try (RunProgress.Wait wait = progress.of(7)) {
            progress.tell(8L);

            assertThat(told(wait, Duration.ZERO)).isFalse();
        }
    }

    private static boolean told(RunProgress.Wait wait, Duration most) {
        try {
            return wait.await(most);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
