package io.drover.task;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.TaskOperations;
import io.drover.definition.problem.Problem;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ConsoleLines;
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

/** What a task gives its add-in, and where that does not go. */
class TaskParameterTest {
    private static final String KEY = "k3y-of-the-erp";
    private static final String CONFIG_KEY = "k3y-of-the-config-file";

    private static final String BRACES = "a{{b and {{c}}d";

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static TestServer drover;
    private static ConsoleLines console;

    @BeforeAll
    static void start() throws IOException {
        erp = new ScriptedServer();
        console = new ConsoleLines();
        String nowhere = "http://127.0.0.1:" + TestServer.freePort() + "/";
        Path secret = Files.writeString(home.resolve("erp.key"), KEY + "\n");
        drover = ErpTask.withJob(new TestServer(home))
                .withFile(
                        "Files/Config/erp.xml",
                        """
                        <Parameters>
                            <Parameter name="Web service URL" value="%s"/>
                            <Parameter name="Request timeout">20s</Parameter>
                            <Parameter name="Security key">%s</Parameter>
                            <Parameter name="Notification recipient e-mail" value="admin@example.org"/>
                            <Parameter name="On failure only" value="True"/>
                        </Parameters>
                        """
                                .formatted(erp.url(), CONFIG_KEY))
                .withFile(
                        "Files/ScheduledTasks/Configured.xml",
                        ErpTask.file("Configured", "", nowhere)
                                .replace("<job>", "<configFile>erp.xml</configFile><job>"))
                .withFile(
                        "Files/ScheduledTasks/Typo.xml",
                        ErpTask.file("Typo", "", erp.url(), "On failure only", "True", "Secret key", "x"))
                .withFile(
                        "Files/ScheduledTasks/Silent.xml",
                        ErpTask.file("Silent", "", erp.url(), "Security key", "{{file:" + secret + "}}"))
                .with("my.key", BRACES)
                .withFile(
                        "Files/ScheduledTasks/Unknown.xml",
                        ErpTask.file("Unknown", "", erp.url(), "Security key", "{{no.such}}"))
                .withFile(
                        "Files/ScheduledTasks/Braces.xml",
                        ErpTask.file("Braces", "", erp.url(), "Security key", "{{my.key}}"))
                .withFile(
                        "Files/ScheduledTasks/Logged.xml",
                        ErpTask.file(
                                "Logged", "", erp.url(), "Security key", KEY, "Log all requests and responses", "True"))
                .start();
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        console.close();
    }

    /** The config files that Dynamicweb documents have the notification parameters of all its add-ins. */
    @Test
    void aConfigFileWinsOverTheTaskAndMayHaveWhatTheAddInDoesNotKnow() {
        erp.answers(PRODUCTS);

        assertThat(run("Configured")).isEqualTo(Outcome.Completed);
        assertThat(erp.requests().get(erp.requests().size() - 1).headers())
                .as("what the config file alone has reaches the add-in")
                .containsEntry("securitykey", CONFIG_KEY);
        assertThat(drover.server().deployments().problems())
                .extracting(problem -> problem.file().getFileName().toString())
                .doesNotContain("Configured.xml", "erp.xml");
    }

    @Test
    void aParameterOfTheTaskItselfThatTheAddInDoesNotKnowIsAProblemThatSaysWhichThereAre() {
        Problem problem = problem("Typo.xml");

        assertThat(problem.toString())
                .startsWith(drover.files("ScheduledTasks/Typo.xml")
                        + ":3: the add-in 'import-data' has no parameter [Secret key]; it has [")
                .contains("onFailureOnly", "requestXml", "securityKey", "webServiceUrl");
        assertThat(console.all()).contains("ERROR " + problem);
    }

    @Test
    void requestsAndAnswersAreKeptWhenTheTaskSaysSo() throws IOException {
        erp.answers(PRODUCTS);
        run("Silent");
        assertThat(drover.files("Log/Silent")).doesNotExist();

        List<Path> before = filesBelow("Log");
        run("Logged");

        assertThat(filesBelow("Log"))
                .filteredOn(file -> !before.contains(file))
                .hasSize(2)
                .anySatisfy(file -> assertThat(file).content().isEqualTo("<GetEcomData/>"))
                .anySatisfy(file -> assertThat(file).content().isEqualTo(PRODUCTS));
    }

    @Test
    void theSecurityKeyGoesToTheRemoteSystemAndNowhereElse() throws Exception {
        for (int status : new int[] {200, 500}) {
            for (String task : List.of("Silent", "Logged")) {
                erp.answers(status, "text/xml", PRODUCTS);
                run(task);
                assertThat(erp.requests().get(erp.requests().size() - 1).headers())
                        .containsEntry("securitykey", KEY);
            }
        }

        assertThat(console.file()).contains("task failed").doesNotContain(KEY);
        assertThat(drover.rows("SCRIPT").toString()).contains("Logged").doesNotContain(KEY);
        for (String path : List.of("/api/tasks", "/api/executions", "/api/jobs")) {
            assertThat(drover.get(path).body()).doesNotContain(KEY);
        }
        assertThat(drover.observe("health").body()).doesNotContain(KEY);
        assertThat(drover.observe("metrics").body()).doesNotContain(KEY);
        for (String folder : List.of("Log", "Archive")) {
            assertThat(filesBelow(folder))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(KEY));
        }
    }

    @Test
    void aSettingThatIsNotThereIsAProblemOfTheFile() {
        assertThat(problem("Unknown.xml").toString())
                .startsWith(drover.files("ScheduledTasks/Unknown.xml")
                        + ":6: the parameter securityKey: there is no setting no.such in application.properties");
    }

    @Test
    void bracesInTheValueOfASettingAreSentAsTheyAre() {
        erp.answers(PRODUCTS);

        assertThat(run("Braces")).isEqualTo(Outcome.Completed);
        assertThat(erp.requests().get(erp.requests().size() - 1).headers()).containsEntry("securitykey", BRACES);
    }

    private static Problem problem(String file) {
        return drover.server().deployments().problems().stream()
                .filter(problem -> problem.file().endsWith(file))
                .findFirst()
                .orElseThrow();
    }

    private static Outcome run(String task) {
        return drover.server()
                .operations(TaskOperations.class)
                .runTask(task)
                .run()
                .outcome();
    }

    private static List<Path> filesBelow(String folder) throws IOException {
        Files.createDirectories(drover.files(folder));
        try (Stream<Path> files = Files.walk(drover.files(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
