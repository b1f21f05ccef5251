package io.drover.deploy;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** promises.md, fault 45: definitions and routes are changed again and again while a task runs. */
class ReloadLoopTest {
    private static final int CHANGES = 12;

    @Test
    void eachRunGoesByOneVersionFromBeginningToEnd(@TempDir Path home) throws Exception {
        try (ScriptedServer erp = new ScriptedServer();
                TestServer drover = ErpTask.withJob(new TestServer(home))) {
            erp.answers(PRODUCTS);
            task(drover, erp, 0);
            drover.start();
            Path addIn = home.resolve("routes/add-ins/import-data.camel.yaml");
            String route = Files.readString(addIn);
            AtomicBoolean ends = new AtomicBoolean();
            List<TaskRun> runs = new CopyOnWriteArrayList<>();
            Thread runner = new Thread(() -> {
                while (!ends.get()) {
                    runs.add(drover.server()
                            .operations(TaskOperations.class)
                            .runTask("Poll")
                            .run());
                }
            });
            runner.start();

            for (int version = 1; version <= CHANGES; version++) {
                task(drover, erp, version);
                Files.writeString(addIn, route + "# version " + version + "\n");
                int before = erp.requests().size();
                await().until(() -> erp.requests().size() > before + 2);
            }
            await().until(() ->
                    body(erp.requests().get(erp.requests().size() - 1)).equals("<Get v='" + CHANGES + "'/>"));
            ends.set(true);
            runner.join();

            assertThat(runs).extracting(TaskRun::outcome).containsOnly(Outcome.Completed);
            assertThat(erp.requests()).allSatisfy(request -> assertThat(body(request))
                    .isEqualTo("<Get v='" + request.headers().get("securitykey") + "'/>"));
            assertThat(erp.requests().stream().map(ReloadLoopTest::body).distinct())
                    .as("versions that were run")
                    .hasSizeGreaterThan(1);
            assertThat(drover.server().deployments().problems()).isEmpty();
        }
    }

    private static String body(Request request) {
        return request.body();
    }

    private static void task(TestServer drover, ScriptedServer erp, int version) {
        drover.withFile(
                "Files/ScheduledTasks/Poll.xml",
                ErpTask.file("Poll", "", erp.url(), "Security key", String.valueOf(version))
                        .replace("<GetEcomData/>", "<Get v='" + version + "'/>"));
    }
}
