package io.drover.deploy;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.api.TaskOperations;
import io.drover.definition.problem.Problem;
import io.drover.job.definition.JobDefinition;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** promises.md, fault 44: definitions change while the server runs, and a bad one leaves the old one running. */
class DeploymentTest {
    private static final String NIGHTLY = "<schedule><cron>0 0 3 * * ?</cron></schedule>";

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static TestServer drover;
    private static ConsoleLines console;

    @BeforeAll
    static void start() {
        erp = new ScriptedServer();
        console = new ConsoleLines();
        drover = ErpTask.withJob(new TestServer(home)).start();
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        console.close();
    }

    @AfterEach
    void nothingIsWrongAndNothingIsLeft() throws Exception {
        erp.release();
        for (String folder : List.of("ScheduledTasks", "Jobs")) {
            Files.createDirectories(drover.files(folder));
            try (Stream<Path> files = Files.list(drover.files(folder))) {
                for (Path file : files.toList()) {
                    if (!file.endsWith("Products.xml")) {
                        Files.delete(file);
                    }
                }
            }
        }
        await().untilAsserted(() -> {
            assertThat(routes()).containsOnly("inbox-Products");
            assertThat(drover.observe("health").body()).doesNotContain("DEGRADED");
        });
    }

    @Test
    void filesThatComeAndGoBringAndTakeTheirRoutes() throws Exception {
        drover.withFile("Files/Jobs/More.xml", job().replace("name=\"Products\"", "name=\"More\""));
        task("Nightly", NIGHTLY);
        task("OnDemand", "");

        await().untilAsserted(() -> assertThat(routes())
                .containsOnly("inbox-Products", "inbox-More", "task-Nightly", "tick-Nightly", "task-OnDemand"));
        drover.drop("More", "a.xml", PRODUCTS);
        await().untilAsserted(
                        () -> assertThat(drover.files("Archive/More/a.xml")).exists());
        assertThat(run("OnDemand").outcome()).isEqualTo(Outcome.Completed);

        task("Nightly", "");
        Files.delete(drover.files("ScheduledTasks/OnDemand.xml"));
        Files.delete(drover.files("Jobs/More.xml"));

        await().untilAsserted(() -> assertThat(routes()).containsOnly("inbox-Products", "task-Nightly"));
        assertThat(drover.get("/api/tasks").body()).contains("Nightly").doesNotContain("OnDemand");
        assertThat(drover.get("/api/jobs").body()).contains("Products").doesNotContain("More");
    }

    @Test
    void aChangedTaskRunsAsItSaysNow() throws Exception {
        task("Poll", "");
        await().until(() -> routes().contains("task-Poll"));
        run("Poll");
        try (ScriptedServer other = new ScriptedServer()) {
            drover.withFile(
                    "Files/ScheduledTasks/Poll.xml",
                    ErpTask.file("Poll", NIGHTLY, other.url()).replace("<GetEcomData/>", "<GetNews/>"));
            await().until(() -> routes().contains("tick-Poll"));
            await().untilAsserted(() ->
                    assertThat(console.all()).containsOnlyOnce("INFO Poll  task added", "INFO Poll  task changed"));

            run("Poll");

            assertThat(other.requests()).singleElement().satisfies(request -> assertThat(request.body())
                    .isEqualTo("<GetNews/>"));
        }
    }

    /** The common pool of newer JDKs has one thread on a machine with two processors. */
    private static void inAThreadOfItsOwn(Runnable work) {
        new Thread(work).start();
    }

    @Test
    void aTaskThatIsChangedOrRemovedWhileItRunsEndsAsItBegan() throws Exception {
        task("Running", "");
        task("Leaving", "");
        await().until(() -> routes().containsAll(List.of("task-Running", "task-Leaving")));
        erp.hold();
        erp.answers(PRODUCTS);
        int before = erp.requests().size();
        CompletableFuture<TaskRun> running =
                CompletableFuture.supplyAsync(() -> run("Running"), DeploymentTest::inAThreadOfItsOwn);
        CompletableFuture<TaskRun> leaving =
                CompletableFuture.supplyAsync(() -> run("Leaving"), DeploymentTest::inAThreadOfItsOwn);
        await().until(() -> erp.requests().size() == before + 2);

        task("Running", NIGHTLY);
        Files.delete(drover.files("ScheduledTasks/Leaving.xml"));
        task("Another", "");
        await("what does not run is deployed meanwhile").until(() -> routes().contains("task-Another"));
        erp.release();

        assertThat(running.get().outcome()).isEqualTo(Outcome.Completed);
        assertThat(leaving.get().outcome()).isEqualTo(Outcome.Completed);
        await().untilAsserted(() ->
                assertThat(routes()).containsOnly("inbox-Products", "task-Running", "tick-Running", "task-Another"));
    }

    static Stream<Arguments> mistakes() {
        String task = ErpTask.file("Good", NIGHTLY, erp.url());
        String url = "<parameter name=\"Web service URL\" value=\"" + erp.url() + "\"/>";
        return Stream.of(
                arguments(task, "0 0 3 * * ?", "0 0 25 * * ?", ":2: the cron expression \"0 0 25 * * ?\""),
                arguments(task, "Products", "Productz", ":8: there is no usable job \"Productz\""),
                arguments(
                        task,
                        "service URL",
                        "URL",
                        ":3: the add-in 'import-data' has no parameter [Web URL]; it has ["),
                arguments(
                        task, url, "", ":3: the add-in 'import-data' also needs the parameter [webServiceUrl (Address"),
                arguments(
                        task,
                        "</addIn>",
                        "<parameter name=\"Security key\" value=\"{{env:DROVER_NOT_SET}}\"/></addIn>",
                        ":7: the parameter securityKey: the environment variable DROVER_NOT_SET is not set"),
                arguments(task, "import-data", "import-dada", ":3: there is no add-in 'import-dada'; there are ["),
                arguments(task, "\"true\"", "\"yes\"", ":1: enabled=\"yes\" is wrong"),
                arguments(task, "</scheduledTask>", "", ":10: not well-formed XML"),
                arguments(
                        task,
                        "</addIn>",
                        "<parameter name=\"Request timeout\">soon</parameter></addIn>",
                        ": 'soon' is no"),
                arguments(job(), "\"drover\"", "\"shop\"", ":3: there is no data source 'shop'; there are drover; "),
                arguments(job(), "<xml/>", "<csw/>", ":2: <csw> is not allowed in <source>; allowed are <xml>, <csv>"));
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("mistakes")
    void aMistakeIsReportedWithItsPlaceAndTheOldDefinitionRunsOnUntilItIsMended(
            String good, String right, String wrong, String message) throws Exception {
        erp.answers(PRODUCTS);
        task("Good", NIGHTLY);
        await().until(() -> routes().contains("task-Good"));
        boolean isTask = good.startsWith("<scheduledTask");
        Path file = drover.files(isTask ? "ScheduledTasks/Good.xml" : "Jobs/Products.xml");

        Files.writeString(file, good.replace(right, wrong));

        await().until(() -> !drover.server().deployments().problems().isEmpty());
        Problem problem = drover.server().deployments().problems().get(0);
        assertThat(problem.toString()).startsWith(file + message);
        assertThat(console.all()).contains("ERROR " + problem);
        assertThat(drover.observe("health").body())
                .contains("\"status\":\"UP\"")
                .contains("DEGRADED: " + file.getFileName() + message.substring(0, 2));
        assertThat(drover.observe("health/ready").statusCode()).isEqualTo(200);
        assertThat(drover.observe("health/live").statusCode()).isEqualTo(200);
        assertThat(run("Good").outcome()).isEqualTo(Outcome.Completed);
        assertThat(routes()).contains("inbox-Products", "task-Good", "tick-Good");

        Files.writeString(file, good);

        await().untilAsserted(() -> assertThat(drover.observe("health").body()).doesNotContain("DEGRADED"));
        assertThat(run("Good").outcome()).isEqualTo(Outcome.Completed);
    }

    @Test
    void aTaskWhoseTemplateIsMissingIsTakenUpWhenTheTemplateComes() {
        task("Mailed", "");
        await().until(() -> routes().contains("task-Mailed"));
        drover.withFile(
                "Files/ScheduledTasks/Mailed.xml",
                ErpTask.file("Mailed", NIGHTLY, erp.url(), "Notification e-mail template", "Mail/task.html"));
        await().untilAsserted(() -> assertThat(drover.server().deployments().problems())
                .singleElement()
                .asString()
                .contains("names Mail/task.html, which cannot be read"));

        drover.withFile("Files/Mail/task.html", "<p>{task}</p>");

        await().until(() -> routes().contains("tick-Mailed"));
        assertThat(drover.server().deployments().problems()).isEmpty();
    }

    @Test
    void ofTwoJobsWithOneNameTheOneThatHadItKeepsIt() throws Exception {
        Path copy = drover.files("Jobs/Copy of Products.xml");
        Files.writeString(copy, job().replace("removeMissing=\"true\"", "removeMissing=\"false\""));

        await().until(() -> !drover.server().deployments().problems().isEmpty());
        assertThat(drover.server().deployments().problems())
                .extracting(Problem::toString)
                .containsExactly(copy + ":1: the name \"Products\" is taken by Products.xml; give this one another");
        assertThat(drover.server()
                        .catalog()
                        .find(JobDefinition.class, "Products")
                        .file())
                .hasFileName("Products.xml");
    }

    private static String job() {
        return """
                <job name="Products" onError="stop">
                    <source><xml/></source>
                    <destination><sql dataSource="drover"/></destination>
                    <mapping source="Product" destination="Product" removeMissing="true" maxDeletePercent="100"/>
                </job>
                """;
    }

    private static void task(String name, String schedule) {
        drover.withFile("Files/ScheduledTasks/" + name + ".xml", ErpTask.file(name, schedule, erp.url()));
    }

    private static TaskRun run(String task) {
        return drover.server().operations(TaskOperations.class).runTask(task).run();
    }

    /** The routes that come from definitions and have started. */
    private static List<String> routes() {
        return drover.server().camel().getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> id.matches("(inbox|task|tick)-[^/]*")) // without those of add-ins' parts
                .filter(id -> drover.server().camel().getRouteController().getRouteStatus(id) == ServiceStatus.Started)
                .filter(id -> !id.equals("inbox-folders")) // always there
                .toList();
    }
}
