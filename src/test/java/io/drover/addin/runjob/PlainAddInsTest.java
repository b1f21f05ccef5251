package io.drover.addin.runjob;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-ins run-job and run-http-request. */
class PlainAddInsTest {
    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static TestServer drover;

    @BeforeAll
    static void start() throws Exception {
        erp = new ScriptedServer();
        drover = ErpTask.withJob(new TestServer(home))
                .withRoutes("add-ins/run-job.camel.yaml", "add-ins/run-http-request.camel.yaml")
                .with("drover.inbox.delay", "3600")
                .withFile(
                        "Files/Jobs/Copy.xml",
                        """
                        <job name="Copy"><source><sql/></source><destination><sql/></destination>
                        <mapping source="Product" destination="Copied"/></job>
                        """)
                .withFile(
                        "Files/Jobs/Broken.xml",
                        """
                        <job name="Broken"><source><sql/></source><destination><sql/></destination>
                        <mapping source="Product" destination="Narrow"/></job>
                        """);
        task("Both", "run-job", "", "Products", "Copy");
        task("Stops", "run-job", "", "Broken", "Copy");
        task("GoesOn", "run-job", "<parameter name=\"Continue after failure\" value=\"true\"/>", "Broken", "Copy");
        task("None", "run-job", "");
        task("Ping", "run-http-request", url());
        task("Fetch", "run-http-request", url(), "Products");
        task(
                "Push",
                "run-http-request",
                url() + "<parameter name=\"Method\" value=\"PUT\"/><parameter name=\"Content type\""
                        + " value=\"application/json\"/><parameter name=\"Request body\">{\"a\": \"æ\"}</parameter>");
        drover.start();
        drover.sql(
                "CREATE TABLE Copied (Id INT PRIMARY KEY, Name VARCHAR(50))",
                "CREATE TABLE Narrow (Id INT PRIMARY KEY, Name VARCHAR(1))",
                "INSERT INTO Product VALUES (1, 'Bolt')");
    }

    private static String url() {
        return "<parameter name=\"Web service URL\" value=\"" + erp.url() + "?a=b\"/>"
                + "<parameter name=\"Retries\" value=\"0\"/>";
    }

    private static void task(String name, String addIn, String parameters, String... jobs) {
        String all = Stream.of(jobs).map(job -> "<job>" + job + "</job>").reduce("", String::concat);
        drover.withFile(
                "Files/ScheduledTasks/" + name + ".xml",
                "<scheduledTask name=\"%s\"><addIn name=\"%s\">%s</addIn>%s</scheduledTask>"
                        .formatted(name, addIn, parameters, all));
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
    }

    @Test
    void jobsRunOneAfterTheOtherWithWhatWaitsForThem() throws Exception {
        assertThat(run("Both").message()).contains("job Products: nothing waited in its inbox");

        drover.drop("Products", "now.xml", PRODUCTS);
        TaskRun run = run("Both");

        assertThat(run.outcome()).isEqualTo(Outcome.Completed);
        assertThat(run.message()).matches("job Products: execution \\d+ Completed; job Copy: execution \\d+ Completed");
        assertThat(drover.rows("SELECT Name FROM Copied ORDER BY Id")).containsExactly(List.of("Bolt"), List.of("Nut"));
    }

    @Test
    void aJobThatFailsFailsTheTaskAndTheNextOnesRunOnlyIfTheTaskSaysSo() {
        TaskRun stops = run("Stops");
        assertThat(stops.outcome()).isEqualTo(Outcome.Failed);
        assertThat(stops.message())
                .matches("job Broken: execution \\d+ Failed, .*nothing was loaded.*; job Copy was not run");

        TaskRun goesOn = run("GoesOn");
        assertThat(goesOn.outcome()).isEqualTo(Outcome.Failed);
        assertThat(goesOn.message()).matches("job Broken: .* Failed, .*; job Copy: execution \\d+ Completed");
    }

    @Test
    void aTaskWithoutJobsSaysThatItNeedsOne() {
        assertThat(run("None").message()).contains("no job to run");
    }

    @Test
    void anHttpRequestWithoutJobsOnlyHasToSucceedAndIsKept() throws IOException {
        erp.answers(200, "text/plain", "pong");
        assertThat(run("Ping").outcome()).isEqualTo(Outcome.Completed);
        assertThat(last().method()).isEqualTo("GET");
        assertThat(last().uri()).hasToString("/erp?a=b");
        assertThat(last().body()).isEmpty();
        try (Stream<Path> logs = Files.list(drover.files("Log/Ping"))) {
            assertThat(logs).anySatisfy(log -> assertThat(log).hasContent("pong"));
        }

        erp.answers(500, "text/plain", "no");
        assertThat(run("Ping").message()).contains("answered 500", "no");

        erp.answers(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.close();
        });
        assertThat(run("Ping").outcome()).isEqualTo(Outcome.Failed);
    }

    @Test
    void anHttpRequestHasItsMethodAndBody() {
        erp.answers(200, "application/json", "");

        assertThat(run("Push").outcome()).isEqualTo(Outcome.Completed);
        assertThat(last().method()).isEqualTo("PUT");
        assertThat(last().headers()).containsEntry("content-type", "application/json");
        assertThat(last().body()).isEqualTo("{\"a\": \"æ\"}");
    }

    private static ScriptedServer.Request last() {
        return erp.requests().get(erp.requests().size() - 1);
    }

    private static TaskRun run(String task) {
        return drover.server().operations(TaskOperations.class).runTask(task).run();
    }
}
