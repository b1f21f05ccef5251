package io.drover.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets of all kinds go to the remote system and nowhere else, whether runs succeed or fail, and even when the remote system
 * repeats them: processes of their own, and then everything that they have written.
 */
class SecretsNowhereTest {
    private static final String ENVIRONMENT = "env&<\"ironment 4711";
    private static final String FILE = "from-the-file-4712";
    private static final String ENCRYPTED = "en+crypted/4713";
    private static final String LITERAL = "literal-4714";

    @TempDir
    private Path folder;

    private ScriptedServer erp;
    private TestServer drover;
    private CommandLineRuns commands;
    private final StringBuilder said = new StringBuilder();

    @BeforeEach
    void install() throws Exception {
        erp = new ScriptedServer();
        Path file = Files.writeString(folder.resolve("erp.key"), FILE + "\n");
        drover = ErpTask.withJob(new TestServer(Files.createDirectory(folder.resolve("drover"))));
        commands = new CommandLineRuns(drover).withEnvironment("ERP_KEY", ENVIRONMENT);
        Path key = folder.resolve("secrets.key");
        assertThat(commands.process("secrets", "new-key", key.toString()).exit())
                .isZero();
        commands.withEnvironment("DROVER_SECRETS_KEY", Files.readString(key));
        String encrypted = commands.withInput(ENCRYPTED)
                .process("secrets", "encrypt")
                .out()
                .strip();
        task("Environment", "Security key", "{{env:ERP_KEY}}");
        task("File", "Security key", "{{file:" + file + "}}");
        task("Encrypted", "authentication", "basic", "user", "shop", "password", encrypted);
        task("Literal", "Security key", LITERAL);
    }

    private void task(String name, String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("Log all requests and responses", "True", "retries", "0"));
        drover.withFile(
                "Files/ScheduledTasks/" + name + ".xml",
                ErpTask.file(
                                name,
                                "",
                                erp.url() + "?key={{file:" + folder.resolve("erp.key") + "}}",
                                all.toArray(new String[0]))
                        .replace("<GetEcomData/>", "<GetEcomData key=\"{{env:ERP_KEY}}\"/>"));
    }

    @AfterEach
    void stop() {
        drover.close();
        erp.close();
    }

    @Test
    void noSecretIsInAnythingThatDroverWrites() throws Exception {
        List<String> tasks = List.of("Environment", "File", "Encrypted", "Literal");
        for (int i = 0; i < tasks.size(); i++) {
            for (int answer = 0; answer < 3; answer++) {
                runWithAnswer(tasks.get(i), (i + answer) % 3);
            }
            commands.close(); // each task begins with a process that has seen no secret, and with another answer
        }
        assertThat(erp.requests().toString()).contains(FILE, LITERAL, base64());

        assertThat(said.toString()).contains("***", "500").doesNotContain(forms());
        assertThat(written()).isNotEmpty().allSatisfy(file -> assertThat(
                        Files.readString(file, StandardCharsets.ISO_8859_1))
                .as(file.toString())
                .doesNotContain(forms()));
        assertThat(drover.home().resolve("data/log/drover.log")).content().contains("task failed", "***");
        drover.start();
        String script = drover.rows("SCRIPT").toString();
        assertThat(script).contains("***", "Environment").doesNotContain(forms());
        for (String path : List.of("/api/tasks", "/api/executions", "/api/jobs", "/api/executions/3/errors")) {
            assertThat(drover.get(path).body()).doesNotContain(forms());
        }
        for (String path : List.of("health", "metrics", "info")) {
            assertThat(drover.observe(path).body()).doesNotContain(forms());
        }
    }

    private void runWithAnswer(String task, int answer) throws Exception {
        switch (answer) {
            case 0 -> erp.answers(ErpTask.PRODUCTS);
            case 1 -> erp.answers(500, "text/plain", String.join(" ", forms()) + " end");
            default ->
                erp.answers(
                        ErpTask.PRODUCTS.replace("Id\">2", "Id\">" + ENVIRONMENT.replace("&<\"", "") + FILE + LITERAL));
        }
        run(task, answer == 0 ? 0 : 1);
    }

    private void run(String task, int exit) throws Exception {
        Result result = commands.drover("run-task", task);
        said.append(result.out()).append(result.err());
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
    }

    /** All files but those in which the secrets are told, and the deliveries, which are the remote system's own words. */
    private List<Path> written() throws IOException {
        List<String> others = List.of("ScheduledTasks", "Archive", "Failed", "Inbox", "stdin");
        try (Stream<Path> all = Files.walk(drover.home())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> others.stream()
                            .noneMatch(other ->
                                    drover.home().relativize(file).toString().contains(other)))
                    .toList();
        }
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(("shop:" + ENCRYPTED).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> forms() {
        List<String> forms = new ArrayList<>(List.of(base64(), "env&amp;&lt;&quot;ironment 4711"));
        for (String secret : List.of(ENVIRONMENT, FILE, ENCRYPTED, LITERAL)) {
            forms.add(secret);
            forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        }
        return forms;
    }
}
