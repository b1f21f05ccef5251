package io.drover.job.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.provider.Destination;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ends a run from another thread, up to its commit and not after it. */
class StopSwitchTest {
    private final StopSwitch stop = new StopSwitch();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final RecordReader reader = new RecordReader() {
        @Override
        public RecordBatch next() {
            return null;
        }

        @Override
        public void abort() {
            broken.incrementAndGet();
        }

        @Override
        public void close() {}
    };

    @Test
    void theFirstReasonCountsAndWhatItReadsIsCancelled() {
        stop.reads(reader, cancelled::incrementAndGet);
        assertThatCode(stop::check).doesNotThrowAnyException();

        stop.stop(StopReason.CANCELLED);
        await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
        stop.stop(StopReason.SERVER);

        assertThatThrownBy(stop::check).hasMessage(StopReason.CANCELLED.message());
        assertThatThrownBy(stop::seal).isInstanceOf(LoadStoppedException.class);
    }

    /** The methods of a destination that count. */
    private Destination destination() {
        return (Destination) Proxy.newProxyInstance(
                Destination.class.getClassLoader(), new Class<?>[] {Destination.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("cancel")) {
                        cancelled.incrementAndGet();
                    } else if (method.getName().equals("abort")) {
                        broken.incrementAndGet();
                    }
                    return null;
                });
    }

    @Test
    void whatItWritesIsCancelledAndBrokenOffToo() {
        stop.opened(destination());
        stop.stop(StopReason.CANCELLED);
        await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
        stop.repeat(Duration.ZERO);
        assertThat(broken).hasValue(1);
    }

    @Test
    void whatItHasReadOrIsAboutToCloseIsNotCancelled() {
        AtomicInteger later = new AtomicInteger();
        stop.reads(reader, cancelled::incrementAndGet);
        stop.opened(destination());
        stop.hasRead();
        stop.closes();
        stop.stop(StopReason.CANCELLED);

        // The cancellation that comes after it is of what it reads then
        stop.reads(reader, later::incrementAndGet);
        await().untilAsserted(() -> {
            stop.repeat(Duration.ofHours(1));
            assertThat(later).hasValueGreaterThan(0);
        });
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void aSealedRunGoesThrough() {
        stop.reads(reader, cancelled::incrementAndGet);
        assertThatCode(stop::seal).doesNotThrowAnyException();
        stop.stop(StopReason.CANCELLED);
        stop.repeat(Duration.ZERO);

        assertThatCode(stop::check).doesNotThrowAnyException();
        assertThat(broken).hasValue(0);
    }

    @Test
    void whatDoesNotEndInTimeIsBrokenOff() {
        stop.reads(reader, cancelled::incrementAndGet);
        stop.repeat(Duration.ZERO);
        assertThat(broken).as("a run that nobody ends").hasValue(0);

        stop.stop(StopReason.CANCELLED);
        await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
        await().untilAsserted(() -> {
            stop.repeat(Duration.ofHours(1));
            assertThat(cancelled).as("cancelled again").hasValueGreaterThan(1);
        });
        assertThat(broken).hasValue(0);
        stop.repeat(Duration.ZERO);
        assertThat(broken).hasValue(1);

        stop.closed();
        stop.repeat(Duration.ZERO);
        assertThat(broken).as("what is closed is left alone").hasValue(1);
    }
}
