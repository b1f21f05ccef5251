package io.drover.addin.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.OrderErp;
import io.drover.testing.OrderShop;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL send the orders of one shop: none goes twice. */
class TwoServersQueuedOrdersTest {
    private static final String TASK = "Send queued orders";

    private final OrderErp erp = new OrderErp();
    private final String store = TestPostgres.shared().createMigrated().url();
    private final String shopUrl = TestPostgres.shared().createDatabase().url();
    private TestServer one;
    private TestServer other;
    private OrderShop shop;

    @TempDir
    private Path home;

    @BeforeEach
    void start() throws Exception {
        one = server("one").start();
        other = server("other").start();
        shop = OrderShop.open(one);
        shop.order("O1", 30);
        shop.order("O2", 20);
    }

    private TestServer server(String name) throws Exception {
        TestServer server =
                OrderShop.prepare(new TestServer(home.resolve(name)).with("drover.store.url", store), shopUrl);
        String task = OrderShop.task(TASK, erp.url(), "Retries", "0");
        server.withFile("Files/ScheduledTasks/" + TASK + ".xml", task);
        // A job runs once at a time too: the second task has one of its own
        String job = Files.readString(Path.of("docs/examples/orders/Jobs/Order to ERP.xml"));
        server.withFile("Files/Jobs/Second.xml", job.replace("name=\"Order to ERP\"", "name=\"Second\""));
        return server.withFile(
                "Files/ScheduledTasks/Second.xml",
                task.replace(TASK, "Second").replace("\"Order to ERP\"", "\"Second\""));
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        erp.close();
    }

    private static TaskRun run(TestServer server, String task) {
        return server.server().operations(TaskOperations.class).runTask(task).run();
    }

    /** Begins a run, which waits for the answer to its first order. */
    private CompletableFuture<TaskRun> begin() {
        erp.hold();
        CompletableFuture<TaskRun> run = CompletableFuture.supplyAsync(() -> run(one, TASK));
        await().until(() -> erp.requests().size() == 1);
        return run;
    }

    @Test
    void theTaskRunsOnOneAtATime() throws Exception {
        CompletableFuture<TaskRun> run = begin();

        assertThatThrownBy(() -> run(other, TASK)).hasMessageContaining("is still running");
        erp.release();

        assertThat(run.get(2, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.Completed);
        assertThat(erp.created()).containsExactly("O1", "O2");
    }

    @Test
    void twoTasksOfOneTableShareItsOrders() throws Exception {
        CompletableFuture<TaskRun> run = begin();
        CompletableFuture<TaskRun> second = CompletableFuture.supplyAsync(() -> run(other, "Second"));
        await().until(() -> erp.requests().size() == 2);
        erp.release();

        assertThat(run.get(2, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.Completed);
        assertThat(second.get(2, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.Completed);
        assertThat(erp.created()).containsExactlyInAnyOrder("O1", "O2");
        assertThat(shop.marked()).containsExactly("O1=ERP-O1", "O2=ERP-O2");
    }

    /** As when a machine has stood still for longer than a lease. What was on its way comes again, with the same key. */
    @Test
    void aRunThatWasTakenForDeadSendsNothingMore() throws Exception {
        CompletableFuture<TaskRun> run = begin();
        one.sql("UPDATE drover.task_run SET outcome = 'Interrupted', running_task = NULL, ended = CURRENT_TIMESTAMP");
        CompletableFuture<TaskRun> second = CompletableFuture.supplyAsync(() -> run(other, "Second"));
        await().until(() -> erp.requests().size() == 2);
        erp.release();

        assertThat(second.get(2, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.Completed);
        run.get(2, TimeUnit.MINUTES);
        assertThat(erp.received()).containsExactlyInAnyOrder("O1", "O1", "O2");
        assertThat(erp.requests().stream().map(request -> request.headers().get("idempotency-key")))
                .containsExactlyInAnyOrder("O1", "O1", "O2");
        assertThat(shop.marked()).containsExactly("O1=ERP-O1", "O2=ERP-O2");
    }
}
