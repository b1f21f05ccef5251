package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM before Drover is ready (fault 47). */
class StopDuringStartTest {
    /** Makes the start wait for hours: a script of the installation's own. */
    private static final String LONG = "CREATE ALIAS IF NOT EXISTS slow FOR 'io.drover.crash.SlowRow.accept'"
            + ";\nSELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000) WHERE slow(X)";

    @TempDir
    private Path folder;

    @Test
    void theStartEndsFirstAndThenTheServerAndOneThatDoesNotEndIsLeft() throws Exception {
        try (Installation home = new Installation(folder).with("camel.main.shutdownTimeout", "40")) {
            home.withTable(Delivery.TABLE).withJob("Stock", "drover", "");
            home.drop("Stock", "delivery.xml", Delivery.of(0, 10));
            DroverProcess starting = home.launch();
            await().until(() -> starting.console().contains("starts"));

            starting.terminate();

            assertThat(starting.exitCode(Duration.ofSeconds(60)))
                    .as(starting.console())
                    .isZero();
            assertThat(starting.console()).contains("Drover stops: its start ends first", "Drover has stopped");

            home.withTable(LONG).with("camel.main.shutdownTimeout", "1");
            DroverProcess waiting = home.launch();
            await().until(() -> waiting.console().contains("starts"));

            waiting.terminate();

            assertThat(waiting.exitCode(Duration.ofSeconds(30))).isZero();
            assertThat(waiting.console()).contains("stopped during its start, which did not end");

            DroverProcess drover = home.withTable(Delivery.TABLE).start();
            await().until(() -> home.isDone("Stock"));
            assertThat(drover.value("drover", "SELECT COUNT(*) FROM Stock")).isEqualTo("10");
        }
    }
}
