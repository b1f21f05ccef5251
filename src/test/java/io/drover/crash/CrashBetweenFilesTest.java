package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job writes a file: that it appears and that Drover's ledger says so are two steps. A crash between them repeats the run
 * (fault 4).
 */
class CrashBetweenFilesTest {
    private static final int ROWS = 500;
    private static final String CRASHPOINT = "-Ddrover.crashpoint=import.betweenCommits";

    @TempDir
    private Path folder;

    @Test
    void writesTheSameFileAgainUnderItsName() throws Exception {
        try (Installation home = new Installation(folder).withFileJob("Stock", "stock.xml")) {
            crash(home);
            assertThat(home.list("Outbox/Stock")).containsExactly("stock.xml");
            String before = home.read("Outbox/Stock/stock.xml");

            DroverProcess drover = restart(home);

            assertThat(home.list("Outbox/Stock")).containsExactly("stock.xml");
            assertThat(records(home.read("Outbox/Stock/stock.xml"))).isEqualTo(records(before));
            assertThat(records(before)).isEqualTo(ROWS);
            List<Execution> executions = drover.executions("Stock");
            assertThat(executions).extracting(Execution::status).containsExactly(Status.Completed, Status.Failed);
            assertThat(executions.get(1).message()).startsWith("interrupted");
        }
    }

    /** Whoever takes the files away has to know that a second one may come. */
    @Test
    void leavesASecondFileWhereTheNameHasATimestamp() throws Exception {
        try (Installation home = new Installation(folder).withFileJob("Stock", "stock-{timestamp}.xml")) {
            crash(home);

            restart(home);

            List<String> files = home.list("Outbox/Stock");
            assertThat(files).hasSize(2);
            for (String file : files) {
                assertThat(records(home.read("Outbox/Stock/" + file))).isEqualTo(ROWS);
            }
        }
    }

    private static void crash(Installation home) throws Exception {
        home.drop("Stock", "delivery.xml", Delivery.of(0, ROWS));
        assertThat(home.launch(CRASHPOINT).exitCode()).isEqualTo(137);
        assertThat(home.aside("Stock")).containsExactly("delivery.xml");
    }

    private static DroverProcess restart(Installation home) throws Exception {
        DroverProcess drover = home.start();
        await().until(() -> home.isDone("Stock"));
        assertThat(home.list("Archive/Stock")).containsExactly("delivery.xml");
        return drover;
    }

    private static int records(String xml) {
        return xml.split("<item ", -1).length - 1;
    }
}
