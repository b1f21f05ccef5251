package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one data folder (fault 12). */
class SecondServerTest {
    @TempDir
    private Path folder;

    @Test
    void endsAtOnceWithOneLineAndLeavesTheFirstInPeace() throws Exception {
        try (Installation home = new Installation(folder)) {
            DroverProcess first = home.start();

            DroverProcess second = home.launch();

            assertThat(second.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
            assertThat(second.console().lines().filter(line -> !line.contains("starts")))
                    .singleElement()
                    .asString()
                    .startsWith("drover: another Drover is running on the data folder " + folder.resolve("data"))
                    .endsWith("stop it, or set drover.data to another folder");
            assertThat(home.announces(first.pid()))
                    .as("commands still find the first")
                    .isTrue();
            assertThat(first.executions("any")).isEmpty();
            assertThat(first.health("ready")).isEqualTo(200);
        }
    }
}
