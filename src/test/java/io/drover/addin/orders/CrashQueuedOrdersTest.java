package io.drover.addin.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.OrderErp;
import io.drover.testing.OrderShop;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed between an order's answer and its mark. */
class CrashQueuedOrdersTest {
    private static final String TASK = "Send queued orders";

    private final OrderErp erp = new OrderErp();
    private TestServer drover;

    @TempDir
    private Path home;

    @TempDir
    private Path databases;

    @AfterEach
    void stop() {
        drover.close();
        erp.close();
    }

    @Test
    void anOrderThatWasAnsweredBeforeACrashIsMarkedAndNotSentAgain() throws Exception {
        drover = OrderShop.prepare(new TestServer(home), "jdbc:h2:file:" + databases.resolve("shop") + ";WRITE_DELAY=0")
                .withFile("Files/ScheduledTasks/" + TASK + ".xml", OrderShop.task(TASK, erp.url()))
                .start();
        OrderShop shop = OrderShop.open(drover);
        shop.order("O1", 30);
        shop.order("O2", 20);
        drover.close();

        int exit = new CommandLineRuns(drover)
                .process(List.of("-Ddrover.crashpoint=orders.afterAnswer"), "run-task", TASK)
                .exit();
        assertThat(exit).isEqualTo(137);
        assertThat(erp.created()).containsExactly("O1");

        drover.start();
        assertThat(shop.marked()).isEmpty();
        assertThat(drover.server()
                        .operations(TaskOperations.class)
                        .runTask(TASK)
                        .run())
                .extracting("outcome", "message")
                .containsExactly(Outcome.Completed, "1 order sent, 1 marked that had been sent before");
        assertThat(erp.created()).containsExactly("O1", "O2");
        assertThat(shop.marked()).containsExactly("O1=ERP-O1", "O2=ERP-O2");
    }
}
