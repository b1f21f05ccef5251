package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash just before the commit of a load, and one between the commit and the move of the file (fault 4). */
class CrashBetweenStepsTest {
    private static final int ROWS = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void beforeTheCommitNothingIsLoadedAndAfterItTheFileIsOnlyMoved(Database.Kind kind) throws Exception {
        Database database = kind.create(folder, "drover");
        try (Installation home = new Installation(folder).with("drover.store.url", database.url())) {
            home.withTable(Delivery.TABLE).withJob("Stock", "drover", "");
            home.drop("Stock", "delivery.xml", Delivery.of(0, ROWS));

            assertThat(home.launch("-Ddrover.crashpoint=import.beforeCommit").exitCode())
                    .isEqualTo(137);
            assertThat(database.value("SELECT COUNT(*) FROM Stock")).isEqualTo("0");
            assertThat(home.aside("Stock")).containsExactly("delivery.xml");

            assertThat(home.launch("-Ddrover.crashpoint=import.beforeMove").exitCode())
                    .isEqualTo(137);
            assertThat(database.value("SELECT COUNT(*) FROM Stock")).isEqualTo(String.valueOf(ROWS));
            assertThat(home.aside("Stock")).containsExactly("delivery.xml");
            database.execute("UPDATE Stock SET Note = 'by hand' WHERE ProductId = 7");

            DroverProcess drover = home.start();
            await().until(() -> home.isDone("Stock"));
            assertThat(home.list("Archive/Stock")).containsExactly("delivery.xml");
            assertThat(drover.value("drover", "SELECT Note FROM Stock WHERE ProductId = 7"))
                    .isEqualTo("by hand");
            Checker.of(ROWS, drover.value("drover", Checker.QUERY))
                    .check(kind + " crash before the commit, then before the move");
            List<Execution> executions = drover.executions("Stock");
            assertThat(executions).extracting(Execution::status).containsExactly(Status.Completed, Status.Failed);
            assertThat(executions.get(1).message()).startsWith("interrupted");
        }
    }

    @Test
    void aDeliveryThatWasBeingLoadedWhenTheServerDiedTwiceIsSetAside() throws Exception {
        try (Installation home = new Installation(folder)) {
            home.withTable(Delivery.TABLE).withJob("Stock", "drover", "");
            home.drop("Stock", "poison.xml", Delivery.of(0, ROWS));
            for (int death = 1; death <= 2; death++) {
                assertThat(home.launch("-Ddrover.crashpoint=import.beforeCommit")
                                .exitCode())
                        .isEqualTo(137);
                assertThat(home.aside("Stock")).containsExactly("poison.xml");
            }

            DroverProcess drover = home.start("-Ddrover.crashpoint=import.beforeCommit");
            await().until(() -> home.isDone("Stock"));

            assertThat(home.list("Failed/Stock")).containsExactly("poison.xml");
            assertThat(drover.value("drover", "SELECT COUNT(*) FROM Stock")).isEqualTo("0");
            List<Execution> executions = drover.executions("Stock");
            assertThat(executions)
                    .extracting(Execution::status)
                    .containsExactly(Status.Failed, Status.Failed, Status.Failed);
            assertThat(executions.get(0).message())
                    .startsWith("nothing was loaded. It is set aside")
                    .contains("put it into the inbox again");
        }
    }

    /** Each start gets to another step of taking a file out of the inbox, putting it back or filing it away, and dies there. */
    @Test
    void whereverACrashLeavesAFileItIsLoadedOnceAndFiledAwayOnce() throws Exception {
        Database database = Database.Kind.H2.create(folder, "drover");
        try (Installation home = new Installation(folder).with("drover.store.url", database.url())) {
            home.withTable(Delivery.TABLE).withJob("Stock", "drover", "");
            home.drop("Stock", "delivery.xml", Delivery.of(0, ROWS));

            crash(home, "import.beforeTake");
            assertThat(home.list("Inbox/Stock")).as("claimed, not taken").containsExactly("delivery.xml");
            crash(home, "import.afterTake");
            assertThat(home.aside("Stock")).as("taken, not hashed").containsExactly("delivery.xml");
            crash(home, "import.afterBack");
            assertThat(home.list("Inbox/Stock")).as("put back, not noted").containsExactly("delivery.xml");
            crash(home, "import.afterMove");
            assertThat(home.list("Archive/Stock"))
                    .as("loaded and moved, not noted")
                    .containsExactly("delivery.xml");

            DroverProcess drover = home.start();
            assertThat(home.list("Archive/Stock")).containsExactly("delivery.xml");
            assertThat(home.list("Inbox/Stock")).isEmpty();
            assertThat(home.list("Loading/Stock")).isEmpty();
            Checker.of(ROWS, drover.value("drover", Checker.QUERY)).check("a crash at every step of the file");
            assertThat(drover.executions("Stock")).extracting(Execution::status).containsExactly(Status.Completed);
        }
    }

    private static void crash(Installation home, String place) throws Exception {
        assertThat(home.launch("-Ddrover.crashpoint=" + place).exitCode()).isEqualTo(137);
    }
}
