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
            CompletableFuture<Void> told = CompletableFuture.runAsync(() -> await(wait, HOURS));
            progress.tell(7L);
            told.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatIsToldBeforeTheWaitIsNotLostAndAllOfItIsOne() {
        try (RunProgress.Wait wait = progress.of(7)) {
            progress.tell(7L);
            progress.tell(7L);
            await(wait, HOURS);

            assertThat(CompletableFuture.runAsync(() -> await(wait, HOURS)))
                    .as("the second was told before the first wait ended: there is nothing left to be told")
                    .isNotDone();
            progress.tell(7L);
        }
    }

    @Test
    void othersAreNotToldNorAreThoseThatWaitNoLonger() {
        progress.tell(null);
        progress.of(7).close();
        progress.tell(7L);
        try (RunProgress.Wait wait = progress.of(7)) {
            progress.tell(8L);

            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> await(wait, HOURS));

            assertThat(waiting).isNotDone();
            progress.tell(7L);
            waiting.join();
        }
    }

    private static void await(RunProgress.Wait wait, Duration most) {
        try {
            wait.await(most);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
