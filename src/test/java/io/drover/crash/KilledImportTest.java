package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} while a job loads (docs/promises.md, fault 3). */
class KilledImportTest {
    private static final int ROWS = 150_000;
    private static final int KILLS = 3;
    private static final int LONGEST_MILLIS = 1_500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void loadsEveryRowOnceAfterTheRestart(Database.Kind kind) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Database database = kind.create(folder, "drover");
        try (Installation home = new Installation(folder).with("drover.store.url", database.url())) {
            home.withTable(Delivery.TABLE).withJob("Stock", "drover", "");
            DroverProcess drover = home.start();
            for (int kill = 0; kill < KILLS; kill++) {
                String file = "delivery-" + kill + ".xml";
                long before = (long) kill * ROWS;
                long after = before + ROWS;

                home.drop("Stock", file, Delivery.of(kill * ROWS, ROWS));
                Execution running = drover.awaitRunning("Stock");
                // The first one is certain to hit the load; where the others hit is the point of the test
                int millis = kill == 0 ? 0 : random.nextInt(LONGEST_MILLIS);
                Thread.sleep(millis);
                drover.kill();

                long left = rows(database.value("SELECT COUNT(*) FROM Stock"));
                assertThat(left).as("rows that the crash left").isIn(before, after);
                drover = home.start();
                DroverProcess restarted = drover;
                await().until(() -> {
                    long seen = rows(restarted.value("drover", "SELECT COUNT(*) FROM Stock"));
                    assertThat(seen).as("rows that others see").isIn(before, after);
                    return home.isDone("Stock");
                });

                boolean interrupted = left == before;
                String fault = "%s kill %d (seed %d, after %d ms, %s)"
                        .formatted(kind, kill + 1, seed, millis, interrupted ? "while it ran" : "after its commit");
                Checker.of(after, drover.value("drover", Checker.QUERY)).check(fault);
                assertThat(home.list("Archive/Stock")).contains(file);
                assertHistory(drover.executions("Stock"), file, running.id(), interrupted);
            }
        }
    }

    private static void assertHistory(List<Execution> all, String file, long killed, boolean interrupted) {
        List<Execution> executions =
                all.stream().filter(execution -> execution.file().equals(file)).toList();
        assertThat(executions.get(0).status()).isEqualTo(Status.Completed);
        assertThat(executions.get(0).inserted()).isEqualTo(ROWS);
        if (interrupted) {
            assertThat(executions).hasSize(2);
            assertThat(executions.get(1).id()).isEqualTo(killed);
            assertThat(executions.get(1).status()).isEqualTo(Status.Failed);
            assertThat(executions.get(1).message()).startsWith("interrupted");
        } else {
            assertThat(executions).singleElement().extracting(Execution::id).isEqualTo(killed);
        }
    }

    private static long rows(String answer) {
        return Long.parseLong(answer);
    }
}
