package io.drover.cli;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.api.ExecutionOperations;
import io.drover.job.definition.JobDefinition;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a person or a script sees it, in a folder with an application.properties. */
class CliTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static TestServer installation;
    private static CommandLineRuns commands;

    @BeforeAll
    static void install() throws IOException {
        erp = new ScriptedServer();
        erp.answers(PRODUCTS);
        installation = ErpTask.withJob(new TestServer(home))
                .withFile("Files/ScheduledTasks/Poll.xml", ErpTask.file("Poll", "", erp.url()))
                .withFile("good.xml", PRODUCTS)
                .withFile("changed.xml", PRODUCTS.replace(">2<", ">3<").replace("Nut", "Screw"))
                .withFile("bad.xml", PRODUCTS.replace(">2<", ">two<"))
                .withFile("Bad.xml", "<job name='x'>\n<sauce/></job>")
                .withFile(
                        "routes.camel.yaml",
                        "- route:\n    from:\n      uri: nosuch:x\n      steps:\n        - log: hi\n");
        commands = new CommandLineRuns(installation);
    }

    @AfterAll
    static void stop() {
        commands.close();
        erp.close();
    }

    @AfterEach
    void stopServer() {
        installation.close();
    }

    @Test
    void versionAndHelpNeedNothing() throws Exception {
        assertThat(commands.process("version").out()).matches("Drover \\d+\\.\\d+\\.\\d+\\S* on Java \\S+\n");
        assertThat(json(commands.process("version", "--json")).get("drover").asText())
                .matches("\\d+\\.\\d+\\.\\d+\\S*");
        assertThat(commands.process("--help").out())
                .containsPattern("run-job +Run a job now")
                .containsPattern("validate +Check definition")
                .contains("1   failed");
    }

    @Test
    void wrongUsageExitsWith2AndSaysWhatIsWrong() throws Exception {
        Result unknown = commands.process("run-jobs");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith("Unmatched argument at index 0: 'run-jobs'")
                .contains("run-job");
        assertThat(unknown.out()).isEmpty();

        Result missing = commands.process("run-job");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).startsWith("Missing required parameter: 'NAME'");

        Result noFile = commands.process("run-job", "Products", "nofile.xml");
        assertThat(noFile.exit()).isEqualTo(2);
        assertThat(noFile.err()).startsWith("there is no file nofile.xml");
    }

    @Test
    void validateSaysWhetherTheFilesAreGood() throws Exception {
        assertThat(drover("validate")).isEqualTo(new Result(0, "no problems found\n", ""));
        assertThat(drover("validate", "Files/Jobs/Products.xml", "routes/api.camel.yaml"))
                .isEqualTo(new Result(0, "no problems found\n", ""));

        Result bad = drover("validate", "Bad.xml", "routes.camel.yaml", "missing.xml");
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.err()).isEmpty();
        assertThat(bad.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("Bad.xml:2: <sauce> is not allowed in <job>"))
                .contains("routes.camel.yaml:3: There is no component 'nosuch', in nosuch:x")
                .contains("missing.xml: there is no such file");

        JsonNode problem = json(drover("validate", "--json", "Bad.xml")).get(0);
        assertThat(problem.get("file").asText()).isEqualTo("Bad.xml");
        assertThat(problem.get("line").asInt()).isEqualTo(2);
        assertThat(problem.get("message").asText()).startsWith("<sauce>");
    }

    /** Whether a server runs makes no difference but for who does the work. */
    @ParameterizedTest(name = "beside a running server: {0}")
    @ValueSource(booleans = {false, true})
    void jobsAndTasksAreRunAndLookedAt(boolean running) throws Exception {
        if (running) {
            installation.start();
        }
        Result good = drover("run-job", "products", "good.xml");
        assertThat(good.err()).isEmpty();
        assertThat(good.exit()).isZero();
        assertThat(good.out()).contains("Products  good.xml  read 2");

        Result bad = drover("run-job", "Products", "bad.xml", "--json");
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.err()).isEmpty();
        String id = JSON.readTree(bad.out()).get(0).get("id").asText();
        assertThat(drover("errors", id).out())
                .startsWith("line 4, record 2 of Product (")
                .contains("Id = 'two': ");
        assertThat(drover("errors", id, "--as", "csv").out().lines())
                .startsWith("table,line,record,key,column,value,reason,source,step,rule,path")
                .anyMatch(line -> line.startsWith("Product,4,2,Id=two,Id,two,is not a number"));
        assertThat(drover("cancel", id))
                .isEqualTo(new Result(1, "", "drover: execution " + id + " is not running: it is Failed\n"));

        assertThat(drover("run-job", "Products", "changed.xml", "--dry-run", "--limit", "2"))
                .isEqualTo(new Result(
                        0,
                        """
                        Products  changed.xml  read 2  inserted 1  updated 0  unchanged 1  deleted 1  rejected 0  (dry run: nothing was changed)
                        insert  PRODUCT  ID=3  NAME=Screw
                        delete  PRODUCT  ID=2  NAME=Nut
                        """,
                        ""));

        Result task = drover("run-task", "Poll");
        assertThat(task.err()).isEmpty();
        assertThat(task.out().lines()).hasSize(2).last().isEqualTo("Poll: Completed");
        assertThat(task.exit()).isZero();

        assertThat(json(drover("executions", "--json", "--limit", "2")))
                .extracting(execution -> execution.get("status").asText())
                .containsExactly("Completed", "Failed");
        assertThat(drover("run-job", "Nope"))
                .isEqualTo(new Result(1, "", "drover: there is no job 'Nope'; there are Products\n"));
    }

    @Test
    void whatIsCancelledOrInterruptedExitsWith1() throws Exception {
        installation.start();
        installation.sql("DELETE FROM Product", "INSERT INTO Product VALUES (1, 'Old')");
        try (Connection blocker =
                        installation.server().store().dataSource("drover").getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("UPDATE Product SET Name = 'held'");
            CompletableFuture<Result> job = later("run-job", "Products", "good.xml");
            ExecutionOperations operations = installation.server().operations(ExecutionOperations.class);
            long running = await().until(
                            () -> operations.executions("Products", null, 1),
                            newest -> !newest.isEmpty() && newest.get(0).status() == Status.Running)
                    .get(0)
                    .id();
            operations.cancel(running);
            assertThat(job.get().out()).contains("Cancelled: cancelled by a person; nothing was loaded");
            assertThat(job.get().exit()).isEqualTo(1);
            blocker.rollback();
        }

        erp.hold();
        try {
            CompletableFuture<Result> task = later("run-task", "Poll");
            await().until(() ->
                    installation.count("SELECT COUNT(*) FROM drover.task_run WHERE outcome = 'Running'") == 1);
            // As another server does which has had no sign of life of this one
            installation.sql("UPDATE drover.task_run SET outcome = 'Interrupted', running_task = NULL,"
                    + " ended = CURRENT_TIMESTAMP WHERE outcome = 'Running'");
            erp.release();
            assertThat(task.get().out()).startsWith("Poll: Interrupted");
            assertThat(task.get().exit()).isEqualTo(1);
        } finally {
            erp.release();
        }
    }

    private static CompletableFuture<Result> later(String... arguments) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return drover(arguments);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aJobIsDraftedSavedAndRun() throws Exception {
        installation.start();
        String name = "Drafted";
        Result printed = drover("job", "new", "--from", "good.xml", "--to", "Product", "--name", name);
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).startsWith("<?xml version").contains("<job name=\"" + name + "\"");

        String[] save = {"job", "new", "--from", "good.xml", "--to", "Product", "--name", name, "--save"};
        assertThat(drover(save)).isEqualTo(new Result(0, "wrote Files/Jobs/" + name + ".xml\n", ""));
        assertThat(home.resolve("Files/Jobs/" + name + ".xml")).hasContent(printed.out());
        assertThat(drover("validate", "Files/Jobs/" + name + ".xml").out()).isEqualTo("no problems found\n");
        Result again = drover(save);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).startsWith("Files/Jobs/" + name + ".xml is there; give another --name, or --force");
        await().until(() -> installation.server().catalog().has(JobDefinition.class, name));
        assertThat(drover("run-job", name, "good.xml").out()).contains(name + "  good.xml  read 2");
        Files.delete(home.resolve("Files/Jobs/" + name + ".xml"));

        assertThat(drover("job", "new", "--from", "good.xml", "--to", "Prodct"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "drover: nothing of good.xml can be loaded there: The table Product of the file is not mapped: the"
                                + " database has no table Prodct; similar tables: PRODUCT\n"));
    }

    @Test
    void listsAreTablesOrJson() throws Exception {
        installation.start();

        assertThat(drover("executions").out().lines())
                .first()
                .asString()
                .matches("ID +JOB +TASK +FILE +STATUS +READ .*");
        assertThat(drover("tasks").out().lines())
                .anyMatch(line -> line.matches("Poll +yes +.*import-data +Products.*"));
        assertThat(json(drover("tasks", "--json")).get(0).get("name").asText()).isEqualTo("Poll");
        assertThat(json(drover("jobs", "--json")).get(0).get("name").asText()).isEqualTo("Products");
        assertThat(drover("errors", "987654")).isEqualTo(new Result(1, "", "drover: there is no execution 987654\n"));
    }

    @Test
    void aJobOfDynamicwebIsConvertedAndWhatItLosesIsNoted() throws Exception {
        Path sample = Path.of("src/test/resources/dynamicweb/job-dw10-shape.utf16le-bom.xml");
        Files.copy(sample, home.resolve("dynamicweb.xml"));

        Result converted = drover("job", "convert", "dynamicweb.xml");
        assertThat(converted.out())
                .contains("<job name=\"Import products\"", "<key column=\"ProductNumber\"/>", "<!-- ");
        Files.writeString(home.resolve("native.xml"), converted.out());
        assertThat(drover("validate", "native.xml")).isEqualTo(new Result(0, "no problems found\n", ""));
        assertThat(drover("validate", "dynamicweb.xml").out())
                .contains("dynamicweb.xml: note: the job runs when /Files/Integration/Products.xml appears")
                .endsWith("no problems found\n");
        Result none = drover("job", "convert", "native.xml");
        assertThat(none.exit()).isOne();
        assertThat(none.err()).contains("is no job file of Dynamicweb");
    }

    @Test
    void aServerThatCannotStartSaysWhyInOneLine() throws Exception {
        Result result = commands.process(List.of("-Dcamel.server.host=0.0.0.0", "-Ddrover.data=other"), "run");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err().lines())
                .last()
                .asString()
                .startsWith(
                        "drover: camel.server.host is 0.0.0.0, which other machines reach, while drover.api.loopback is open");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    private static JsonNode json(Result result) throws IOException {
        return result.json();
    }

    private static Result drover(String... arguments) throws IOException, InterruptedException {
        return commands.drover(arguments);
    }
}
