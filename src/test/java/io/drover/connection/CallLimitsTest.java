package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.connection.CallLimits.Turn;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What many threads share that call one other side. */
class CallLimitsTest {
    private final AtomicBoolean stops = new AtomicBoolean();
    private final CallLimits limits = new CallLimits("erp", stops::get);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void noMoreBeginInASecondThanAreAllowedHoweverManyWait() throws Exception {
        limits.set(100, 0);
        ConcurrentLinkedQueue<Long> begun = new ConcurrentLinkedQueue<>();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(threads.submit(() -> {
                Turn turn = limits.enter(null, () -> false);
                begun.add(System.nanoTime());
                turn.end();
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }

        List<Long> times = begun.stream().sorted().toList();
        long took = times.get(29) - times.get(0);
        // The first may have been noted late, by what the machine did meanwhile, and the last has waited for 29 turns
        assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isGreaterThan(150);
        assertThat(limits.counts()).isEqualTo(new CallLimits.Counts(0, 0, 30, 0));
    }

    @Test
    void noMoreGoOnAtOnceThanAreAllowedAndAChangeCountsForThoseThatWait() throws Exception {
        limits.set(0, 2);
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(threads.submit(() -> {
                Turn turn = limits.enter(null, () -> false);
                most.accumulateAndGet(together.incrementAndGet(), Math::max);
                LockSupport.parkNanos(100_000); // a call that takes a while: others would come in
                together.decrementAndGet();
                turn.end();
                turn.end(); // as often as one likes
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        assertThat(most).hasValueBetween(1, 2);

        limits.set(0, 1);
        Turn first = limits.enter(null, () -> false);
        Future<Turn> second = threads.submit(() -> limits.enter(null, () -> false));
        await().until(() -> limits.counts().waiting() == 1);
        limits.set(0, 2);
        second.get().end();
        first.end();
        assertThat(limits.counts().running()).isZero();
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsToldWhyAndTakesNobodysPlace() throws Exception {
        limits.set(0, 1);
        Turn first = limits.enter(null, () -> false);
        assertThatThrownBy(() -> limits.enter(Duration.ofMillis(20), () -> false))
                .hasMessage(
                        "the limits of the connection erp did not let the request begin within 20 ms: 1 go on already,"
                                + " as many at once as it allows");
        first.end();

        limits.set(0.01, 1);
        limits.enter(null, () -> false).end();
        assertThatThrownBy(() -> limits.enter(Duration.ofSeconds(5), () -> false))
                .hasMessageContaining("within 5 s: its turn would come in 100 s");
        assertThat(limits.counts().running()).isZero();

        limits.set(0, 0);
        limits.pause(Duration.ofHours(1));
        assertThatThrownBy(() -> limits.enter(Duration.ofSeconds(5), () -> false))
                .hasMessageContaining("its turn would come in 3");
    }

    @Test
    void whoIsNotWantedAnyMoreStopsWaiting() throws Exception {
        limits.set(0.001, 0);
        limits.enter(null, () -> false).end();
        AtomicBoolean givenUp = new AtomicBoolean();
        Future<?> waits = threads.submit(() -> assertThatThrownBy(() -> limits.enter(null, givenUp::get))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("given up"));
        await().until(() -> limits.counts().waiting() == 1);
        givenUp.set(true);
        waits.get();

        Future<?> stopped = threads.submit(
                () -> assertThatThrownBy(() -> limits.enter(null, () -> false)).hasMessage("the server stops"));
        await().until(() -> limits.counts().waiting() == 1);
        stops.set(true);
        stopped.get();
        assertThat(limits.counts().running()).isZero();
    }
}
