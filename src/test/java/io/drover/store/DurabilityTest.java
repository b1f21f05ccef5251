package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What was committed counts as forced for those only for whom a force has succeeded. */
class DurabilityTest {
    private final AtomicInteger forces = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Durability durability = new Durability(proxy(DataSource.class, (method) -> connection()));
    private final List<Thread> threads = new ArrayList<>();

    @FunctionalInterface
    private interface Call {
        Object of(String method) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> call.of(method.getName())));
    }

    /** The first force waits, the second fails when all others wait for it, those after it succeed. */
    private Connection connection() throws Exception {
        int number = forces.incrementAndGet();
        if (number == 1) {
            first.await();
        }
        if (number == 2) {
            awaitOthers();
            throw new SQLException("the disk is broken");
        }
        return proxy(
                Connection.class,
                method -> method.equals("createStatement")
                        ? proxy(Statement.class, call -> call.equals("execute") ? Boolean.FALSE : null)
                        : null);
    }

    private void awaitOthers() {
        Thread self = Thread.currentThread();
        await().until(() -> threads.stream()
                .filter(thread -> thread != self)
                .allMatch(thread -> !thread.isAlive() || thread.getState() == Thread.State.WAITING));
    }

    private CompletableFuture<Void> settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                durability.settle();
                settled.complete(null);
            } catch (StoreException e) {
                settled.completeExceptionally(e);
            }
        });
        threads.add(thread);
        thread.start();
        return settled;
    }

    @Test
    void whoWaitedForAForceThatFailedForcesAgain() {
        CompletableFuture<Void> leader = settle();
        await().untilAsserted(() -> assertThat(forces).hasValue(1));
        List<CompletableFuture<Void>> waiting = List.of(settle(), settle());
        awaitOthers();

        first.countDown();

        await().until(() -> leader.isDone() && waiting.stream().allMatch(CompletableFuture::isDone));
        assertThat(leader).isCompleted();
        assertThat(waiting.stream().filter(CompletableFuture::isCompletedExceptionally))
                .as("the one whose force failed")
                .hasSize(1);
        assertThat(forces).as("the other one's own").hasValue(3);
    }
}
