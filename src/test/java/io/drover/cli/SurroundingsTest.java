package io.drover.cli;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes in surroundings that programs forget: a Turkish locale, and none. */
class SurroundingsTest {
    @TempDir
    Path folder;

    @Test
    void worksOnMachinesThatWriteTheLetterIInTurkish() throws Exception {
        try (TestServer installation = ErpTask.withJob(new TestServer(folder)).withFile("good.xml", PRODUCTS);
                CommandLineRuns runs = new CommandLineRuns(installation)) {

            Result loaded =
                    runs.process(List.of("-Duser.language=tr", "-Duser.country=TR"), "run-job", "Products", "good.xml");

            assertThat(loaded.err()).isEmpty();
            assertThat(loaded.exit()).isZero();
        }
    }

    @Test
    void refusesToServeWhereFilesCannotBeOpenedByTheirNames() throws Exception {
        try (TestServer installation = new TestServer(folder);
                CommandLineRuns runs = new CommandLineRuns(installation).withEnvironment("LC_ALL", "POSIX")) {

            Result refused = runs.process("run");

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .startsWith("drover: the locale of this process")
                    .contains("set LC_ALL=C.UTF-8");
        }
    }
}
