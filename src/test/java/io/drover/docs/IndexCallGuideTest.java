package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task of docs/guide/dynamicweb.md that has Dynamicweb build its indexes after a run, as the page has it. */
class IndexCallGuideTest {
    @TempDir
    private Path home;

    @Test
    void theCallOfTheGuideReachesTheSite() throws Exception {
        String guide = Files.readString(Path.of("docs/guide/dynamicweb.md"));
        Matcher task = Pattern.compile("(?s)```xml\n(.*?)```").matcher(guide);
        assertThat(task.find(guide.indexOf("## After a run"))).isTrue();

        try (ScriptedServer site = new ScriptedServer();
                TestServer drover = new TestServer(home).withRoutes("add-ins/run-http-request.camel.yaml")) {
            site.answers(200, "application/json", "{}");
            drover.withFile(
                            "Files/ScheduledTasks/Index.xml",
                            task.group(1)
                                    .replace(
                                            "https://shop.example.com/",
                                            site.url().replaceFirst("/erp/?$", "") + "/")
                                    .replace("{{env:DYNAMICWEB_API_KEY}}", "key-1")
                                    .replaceAll("(?s)<schedule>.*</schedule>", ""))
                    .start();

            TaskRun run = drover.server()
                    .operations(TaskOperations.class)
                    .runTask("Products index")
                    .run();

            assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
            ScriptedServer.Request asked = site.requests().get(0);
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.uri().getPath()).endsWith("/Admin/Api/TaskRun");
            assertThat(asked.body()).isEqualTo("{\"TaskId\":12}");
            assertThat(asked.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("authorization", "Bearer key-1");
        }
    }
}
