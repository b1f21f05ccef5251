package io.drover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of a start, and what a stop does not wait for. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopTest {
    private static final String EVERY_SECOND = "<schedule><cron>* * * * * ?</cron></schedule>";

    @TempDir
    private Path home;

    @Test
    void runsOfChangedTasksAreLeftAloneByReloadsAndByTheStop() throws Exception {
        try (ScriptedServer erp = new ScriptedServer();
                TestServer drover = ErpTask.withJob(new TestServer(home))) {
            erp.answers(ErpTask.PRODUCTS);
            List<String> tasks = List.of("One", "Two", "Three");
            tasks.forEach(task -> drover.withFile(path(task), ErpTask.file(task, EVERY_SECOND, erp.url())));
            drover.withFile(
                    "tables.sql",
                    """
                    CREATE TABLE IF NOT EXISTS Product (Id INT PRIMARY KEY, Name VARCHAR(50));
                    INSERT INTO Product VALUES (1, 'Bolt');
                    """);
            drover.start();
            try (Connection blocker =
                            drover.server().store().dataSource("drover").getConnection();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("UPDATE Product SET Name = 'held' WHERE Id = 1");
                await().until(() -> drover.count(
                                "SELECT COUNT(DISTINCT task_run) FROM drover.delivery WHERE state IN ('Waiting', 'Running')")
                        >= tasks.size());

                tasks.forEach(task -> drover.withFile(path(task), ErpTask.file(task, "", erp.url())));
                drover.withFile(path("Late"), ErpTask.file("Late", "", erp.url()));

                await("a reload does not wait for the runs")
                        .until(() -> drover.server().operations(TaskOperations.class).tasks().stream()
                                .anyMatch(task -> task.name().equals("Late")));
                blocker.rollback();
            }
        }
    }

    private static String path(String task) {
        return "Files/ScheduledTasks/" + task + ".xml";
    }

    @Test
    void beforeItIsReadyTheApiSaysSoAndListsNothingHalf() throws Exception {
        int count = 60;
        TestServer drover = ErpTask.withJob(new TestServer(home));
        for (int i = 0; i < count; i++) {
            drover.withFile(path("Task" + i), ErpTask.file("Task" + i, "", "http://127.0.0.1:1/"));
        }
        CompletableFuture<TestServer> start = CompletableFuture.supplyAsync(drover::start);
        List<HttpResponse<String>> answers = new ArrayList<>();
        List<Integer> ready = new ArrayList<>();
        try {
            while (!start.isDone()) {
                int health = status(drover.settingsMap().get("camel.management.port"), "/observe/health/ready");
                HttpResponse<String> answer = get(drover.port(), "/api/tasks");
                if (answer != null) {
                    answers.add(answer);
                }
                if (answer != null && answer.statusCode() == 503) {
                    ready.add(health); // asked before, when it was no more ready than then
                }
            }
            start.join();
            assertThat(drover.observe("health/ready").statusCode()).isEqualTo(200);
            assertThat(drover.get("/api/tasks").body().split("\"name\"")).hasSize(count + 1);
        } finally {
            drover.close();
        }
        assertThat(ready).doesNotContain(200);
        assertThat(answers).anySatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(answer.body()).contains("Drover is starting: ", " of " + count + " tasks");
        });
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).allSatisfy(answer -> assertThat(
                        answer.body().split("\"name\""))
                .hasSize(count + 1));
    }

    private static int status(String port, String path) throws InterruptedException {
        HttpResponse<String> answer = get(port, path);
        return answer == null ? 0 : answer.statusCode();
    }

    private static HttpResponse<String> get(String port, String path) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            return null; // nobody listens yet
        }
    }
}
