package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.job.definition.JobDefinition;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CatalogChangeTest {
    private final Catalog catalog = new Catalog();

    @Test
    void whoAsksForANameWhileDefinitionsAreLoadedWaitsForThem() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<Boolean> change = CompletableFuture.supplyAsync(() -> catalog.change(() -> {
            loading.countDown();
            return awaited(go);
        }));
        loading.await();
        CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> {
            try {
                return catalog.settled(() -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new UnknownNameException("not yet");
                    }
                    return "there";
                });
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> looks.get() == 1);
        assertThat(asked).isNotDone();
        go.countDown();

        assertThat(asked.get(2, TimeUnit.MINUTES)).isEqualTo("there");
        assertThat(change.get()).isTrue();
    }

    @Test
    void whoLoadsThemDoesNotWaitForItself() {
        assertThatThrownBy(() -> catalog.change(() -> {
                    try {
                        return catalog.settled(() -> catalog.find(JobDefinition.class, "gone"));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isInstanceOf(UnknownNameException.class);
    }

    @Test
    void whoWaitsForAFileIsToldAtTheEndOfTheChangeThatBringsIt() throws Exception {
        AtomicBoolean there = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(() -> {
            try {
                return catalog.await(
                        () -> {
                            looks.incrementAndGet();
                            return there.get();
                        },
                        Duration.ofMinutes(2));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> looks.get() == 1);
        catalog.change(() -> null);
        await().until(() -> looks.get() == 2);
        assertThat(asked).isNotDone();
        catalog.change(() -> {
            there.set(true);
            return null;
        });

        assertThat(asked.get(2, TimeUnit.MINUTES)).isTrue();
        assertThat(catalog.await(() -> false, Duration.ofMillis(20))).isFalse();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
