package io.drover.deploy;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.definition.problem.Problem;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.RestRegistry;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** promises.md, faults 44 and 45: files of routes/ change while the server runs, and a bad one leaves the old one running. */
class RouteReloadTest {

    @TempDir
    private Path home;

    private final ScriptedServer erp = new ScriptedServer();
    private final ConsoleLines console = new ConsoleLines();
    private TestServer drover;

    @BeforeEach
    void start() {
        erp.answers(PRODUCTS);
        drover = ErpTask.withJob(new TestServer(home));
        route("hello", "hello", "one");
        drover.start();
    }

    @AfterEach
    void stop() {
        drover.close();
        erp.close();
        console.close();
    }

    @Test
    void aChangedFileIsTakenUpAndSoAreNewAndRemovedOnes() throws Exception {
        assertThat(get("/hello")).isEqualTo("one");

        route("hello", "hello", "two");
        awaitAnswer("/hello", "two");

        route("hello", "other-id", "three");
        awaitAnswer("/hello", "three");
        assertThat(routeIds()).contains("other-id").doesNotContain("hello");

        route("more", "more", "four");
        awaitAnswer("/more", "four");

        Files.delete(file("hello"));
        await().untilAsserted(
                        () -> assertThat(drover.get("/hello").statusCode()).isEqualTo(404));
        assertThat(routeIds()).contains("more").doesNotContain("other-id");
        assertThat(console.all())
                .contains(
                        "INFO hello.camel.yaml  routes changed",
                        "INFO more.camel.yaml  routes added",
                        "INFO hello.camel.yaml  routes removed");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aBadFileIsShownWithItsLineAndTheOldRouteRunsOn() throws Exception {
        for (String[] mistake : new String[][] {
            {answering("hello", "two").replace("steps", "stepss"), ":5: Unsupported field: stepss"},
            {answering("hello", "two") + "        - to: nosuch:x\n", ":7: There is no component 'nosuch', in nosuch:x"},
            {
                answering("hello", "two").replace("setBody", "bean: {ref: gone}\n        - setBody"),
                ":6: No bean could be"
            },
            {
                answering("hello", "two").replace("id: hello", "id: api-jobs"),
                ":2: Failed to start route: api-jobs because"
            },
            {"", ": There is nothing in it that Camel knows"}
        }) {
            Files.writeString(file("hello"), mistake[0]);

            await().until(() -> !problems().isEmpty());
            assertThat(problems()).singleElement().asString().startsWith(file("hello") + mistake[1]);
            assertThat(console.all()).contains("ERROR " + problems().get(0));
            assertThat(drover.observe("health").body())
                    .contains("DEGRADED: hello.camel.yaml" + mistake[1].substring(0, 2));
            assertThat(drover.get("/api/diagnose").body()).contains("hello.camel.yaml");
            assertThat(get("/hello")).isEqualTo("one");

            route("hello", "hello", "one");
            await().until(() -> problems().isEmpty());
            assertThat(drover.observe("health").body()).doesNotContain("DEGRADED");
        }
    }

    /** What only a start shows: the check before the swap cannot. */
    @Test
    void aFileThatCannotStartGivesItsPlaceBackToTheOldOne() throws Exception {
        route("a", "a", "I am a");
        awaitAnswer("/a", "I am a");

        Files.writeString(
                file("hello"),
                answering("first", "new")
                        + answering("hello", "two").replace("platform-http:/hello", "platform-http:/a"));

        await().until(() -> !problems().isEmpty());
        assertThat(problems()).singleElement().asString().startsWith(file("hello") + ":");
        assertThat(get("/hello")).isEqualTo("one");
        assertThat(get("/a")).isEqualTo("I am a");
        assertThat(drover.get("/first").statusCode()).isEqualTo(404);
    }

    @Test
    void aRouteMayMoveFromOneFileToAnotherThatComesBefore() throws Exception {
        String moving = answering("hello", "moved");
        Files.writeString(file("earlier"), moving);
        Files.writeString(file("hello"), answering("stays", "I stay"));

        awaitAnswer("/hello", "moved");
        awaitAnswer("/stays", "I stay");
        assertThat(problems()).isEmpty();
    }

    /** But for the value of a bean of the same name and type, which expressions keep: the guide says to restart. */
    @Test
    void beansAndTemplatesOfAFileChangeWithIt() throws Exception {
        String text =
                """
                - beans:
                    - name: greeting
                      type: java.util.concurrent.atomic.AtomicInteger
                      constructors:
                        0: 1001
                - routeTemplate:
                    id: greeter
                    parameters:
                      - name: path
                    from:
                      uri: "platform-http:/{{path}}"
                      steps:
                        - setBody: {simple: "${bean:greeting?method=toString}"}
                - templatedRoute:
                    routeTemplateRef: greeter
                    routeId: greeted
                    parameters:
                      - {name: path, value: greet}
                """;
        Files.writeString(file("beans"), text);
        awaitAnswer("/greet", "1001");

        Files.writeString(file("beans"), text.replace("${bean", "Hello ${bean"));
        awaitAnswer("/greet", "Hello 1001");

        Files.delete(file("beans"));
        await().untilAsserted(
                        () -> assertThat(drover.get("/greet").statusCode()).isEqualTo(404));
        ModelCamelContext camel = (ModelCamelContext) drover.server().camel();
        assertThat(camel.getRegistry().lookupByName("greeting")).isNull();
        assertThat(camel.getRouteTemplateDefinitions())
                .extracting(RouteTemplateDefinition::getId)
                .doesNotContain("greeter");
        assertThat(problems()).isEmpty();
    }

    @Test
    void theApiItselfCanBeChangedManyTimes() throws Exception {
        Path api = drover.home().resolve("routes/api.camel.yaml");
        String text = Files.readString(api);
        int services = restServices();
        String documented = drover.get("/api/jobs").body();
        for (int i = 1; i <= 3; i++) {
            String path = "/jobs" + i;
            Files.writeString(api, text.replace("path: /jobs\n", "path: " + path + "\n"));
            await().untilAsserted(() -> assertThat(get("/api" + path)).isEqualTo(documented));
            assertThat(drover.get("/api/jobs").statusCode()).isEqualTo(404);
            await().until(() -> restServices() == services);
            assertThat(((ModelCamelContext) drover.server().camel()).getRestDefinitions())
                    .hasSize(1);
        }
        Files.writeString(api, text);
        awaitAnswer("/api/jobs", documented);
        assertThat(drover.get("/api/tasks").statusCode()).isEqualTo(200);
        assertThat(drover.post("/api/jobs/Products/run?file=a.xml", PRODUCTS).statusCode())
                .isEqualTo(200);
        assertThat(problems()).isEmpty();
    }

    @Test
    void anExchangeInFlightEndsInTheOldRoute() throws Exception {
        String slow = answering("slow", "old")
                .replace(
                        "steps:\n",
                        "steps:\n        - removeHeaders: {pattern: '*'}\n        - to: " + erp.url() + "\n");
        Files.writeString(file("slow"), slow);
        await().until(() -> routeIds().contains("slow"));
        erp.hold();
        CompletableFuture<String> running = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        running.complete(get("/slow"));
                    } catch (Exception e) {
                        running.completeExceptionally(e);
                    }
                })
                .start();
        await().until(() -> erp.requests().size() == 1);

        Files.writeString(file("slow"), slow.replace("constant: old", "constant: new"));
        route("hello", "hello", "two");
        awaitAnswer("/hello", "two");
        assertThat(running).isNotDone();
        erp.release();

        assertThat(running.get()).isEqualTo("old");
        awaitAnswer("/slow", "new");
    }

    @Test
    void aChangedAddInIsTakenUpByItsTasksAndByOneThatRunsWhenThatHasEnded() throws Exception {
        task("Poll", "");
        task("Running", "");
        await().until(() -> routeIds().containsAll(List.of("task-Poll", "task-Running")));
        erp.hold();
        CompletableFuture<TaskRun> running = new CompletableFuture<>();
        new Thread(() -> running.complete(run("Running"))).start();
        await().until(() -> erp.requests().size() == 1);

        change("add-ins/import-data.camel.yaml", "variable: requestXml", "constant: <Changed/>");
        await().untilAsserted(() -> assertThat(console.all()).contains("INFO Poll  task goes by its changed add-in"));
        assertThat(console.all()).doesNotContain("INFO Running  task goes by its changed add-in");
        erp.release();

        assertThat(running.get().outcome()).isEqualTo(Outcome.Completed);
        await().untilAsserted(
                        () -> assertThat(console.all()).contains("INFO Running  task goes by its changed add-in"));
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);
        assertThat(run("Running").outcome()).isEqualTo(Outcome.Completed);
        assertThat(erp.requests())
                .extracting(ScriptedServer.Request::body)
                .containsExactly("<GetEcomData/>", "<Changed/>", "<Changed/>");

        change(
                "add-ins/parts/web-service.camel.yaml",
                "name: securityKey\n        defaultValue: \"\"",
                "name: " + "securityKey\n        defaultValue: shared");
        await().untilAsserted(() -> {
            run("Poll");
            assertThat(erp.requests().get(erp.requests().size() - 1).headers()).containsEntry("securitykey", "shared");
        });
    }

    @Test
    void aTaskThatNoLongerFitsItsAddInSaysSoAndRunsOnAsBefore() throws Exception {
        task("Poll", "");
        await().until(() -> routeIds().contains("task-Poll"));
        String before = change(
                "add-ins/import-data.camel.yaml",
                "      - name: expectedRoot",
                "      - name: batch\n        required: true\n        description: Number of the batch\n      - name: expectedRoot");

        await().until(() -> !problems().isEmpty());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(drover.files("ScheduledTasks/Poll.xml")
                        + ":3: the add-in 'import-data' also needs the parameter [batch (Number of the batch)]");
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);

        Files.delete(drover.home().resolve("routes/add-ins/import-data.camel.yaml"));
        await().untilAsserted(() -> assertThat(problems())
                .singleElement()
                .asString()
                .contains(":3: there is no add-in 'import-data'; there are []"));
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);

        drover.withFile("routes/add-ins/import-data.camel.yaml", before);
        await().until(() -> problems().isEmpty());
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);
    }

    @Test
    void whatDroverMakesRoutesFromCanChangeButNotGo() throws Exception {
        change("inbox.camel.yaml", "id: inbox\n", "id: no-inbox\n");
        await().until(() -> !problems().isEmpty());
        assertThat(problems())
                .singleElement()
                .asString()
                .endsWith(
                        "inbox.camel.yaml: its route template 'inbox' is gone, which Drover makes routes from: bring it"
                                + " back; what was there before runs on");
        loads("a.xml");

        change("inbox.camel.yaml", "id: no-inbox\n", "id: inbox\n    description: as it was\n");
        await().until(() -> problems().isEmpty());
        await().untilAsserted(() -> assertThat(console.all()).contains("INFO inbox.camel.yaml  routes changed"));
        loads("b.xml");
        assertThat(routeIds()).contains("inbox-Products", "inbox-folders");
    }

    private void loads(String name) throws IOException {
        drover.drop("Products", name, PRODUCTS + "<!-- " + name + " -->");
        await().untilAsserted(() ->
                assertThat(drover.files("Archive/Products/" + name)).exists());
    }

    private String change(String file, String from, String to) throws IOException {
        Path path = drover.home().resolve("routes").resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(from);
        Files.writeString(path, before.replace(from, to));
        return before;
    }

    private void task(String name, String schedule) {
        drover.withFile("Files/ScheduledTasks/" + name + ".xml", ErpTask.file(name, schedule, erp.url()));
    }

    private TaskRun run(String task) {
        return drover.server().operations(TaskOperations.class).runTask(task).run();
    }

    private int restServices() {
        RestRegistry registry = PluginHelper.getRestRegistry(drover.server().camel());
        return registry.listAllRestServices().size();
    }

    private void route(String file, String id, String answer) {
        drover.withFile("routes/" + file + ".camel.yaml", answering(id, answer).replace("/" + id, "/" + file));
    }

    private static String answering(String id, String answer) {
        return """
                - route:
                    id: ID
                    from:
                      uri: platform-http:/ID
                      steps:
                        - setBody: {constant: ANSWER}
                """
                .replace("ID", id)
                .replace("ANSWER", answer);
    }

    private Path file(String name) {
        return drover.home().resolve("routes/" + name + ".camel.yaml");
    }

    private String get(String path) throws IOException, InterruptedException {
        return drover.get(path).body();
    }

    private void awaitAnswer(String path, String answer) {
        await().untilAsserted(() -> assertThat(get(path)).as("%s", problems()).isEqualTo(answer));
    }

    private List<String> routeIds() {
        return drover.server().camel().getRoutes().stream()
                .map(Route::getRouteId)
                .toList();
    }

    private List<Problem> problems() {
        return drover.server().deployments().problems();
    }
}
