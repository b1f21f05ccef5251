package io.drover.cli;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.queue.NewMessage;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.security.Role;
import io.drover.security.application.Credentials;
import io.drover.security.application.TestSecrets;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCommandTest {
    private static final RecurringJobFile LATER = RecurringJobFile.importing("Later", "Products")
            .application("abc")
            .with("<recurrence><cron>0 0 0 1 1 ?</cron></recurrence>");

    @TempDir
    private Path home;

    private TestServer drover;
    private CommandLineRuns commands;

    @BeforeEach
    void install() {
        drover = ErpTask.withJob(new TestServer(home)).withRecurringJob(LATER);
    }

    @AfterEach
    void stop() {
        commands.close();
        drover.close();
    }

    private Message enqueue(String content) throws IOException {
        var registry = drover.server().camel().getRegistry();
        RecurringJobDefinition recurring = RecurringJobDefinition.find(
                        UUID.fromString(LATER.id()), drover.server().catalog().current())
                .orElseThrow();
        PayloadStore payloads = registry.lookupByNameAndType("payloads", PayloadStore.class);
        return registry.lookupByNameAndType("queues", Queues.class)
                .enqueue(
                        recurring,
                        NewMessage.of(payloads.keep(content.getBytes(StandardCharsets.UTF_8)), "p.xml")
                                .withProperties(MessageProperties.NONE
                                        .withExternalId("p.xml")
                                        .withApplication("abc")));
    }

    /** Whether a server runs makes no difference but for who does the work. */
    @ParameterizedTest(name = "beside a running server: {0}")
    @ValueSource(booleans = {false, true})
    void messagesAreLookedAtAndChanged(boolean running) throws Exception {
        commands = new CommandLineRuns(drover.start());
        Message message = enqueue(PRODUCTS);
        if (!running) {
            drover.close();
        }

        JsonNode listed =
                commands.drover("messages", "--status", "enqueued", "--json").json();
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("messageId").asText()).isEqualTo(message.uid());
        assertThat(commands.drover("messages", "--recurring-job", "later").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains(message.uid(), "Later", "Enqueued", "p.xml");

        assertThat(commands.process("message", "payload", message.uid())).isEqualTo(new Result(0, PRODUCTS, ""));
        assertThat(commands.drover("message", "payload", message.uid(), "--to", "saved.xml")
                        .exit())
                .isZero();
        assertThat(home.resolve("saved.xml")).hasContent(PRODUCTS);

        assertThat(commands.drover("message", "cancel", message.ids().executionUid())
                        .out())
                .isEqualTo(message.uid() + "  Canceled: cancelled by a person\n");
        Result shown = commands.drover("message", "show", "{" + message.uid() + "}");
        assertThat(shown.out())
                .contains("message id", message.ids().executionUid(), "Enqueued", "Canceled: cancelled by a person");
        Result none = commands.drover("message", "payload", UUID.randomUUID().toString(), "--to", "none.xml");
        assertThat(none.exit()).isOne();
        assertThat(none.err()).startsWith("drover: there is no message ");
        assertThat(home.resolve("none.xml")).doesNotExist();

        assertThat(commands.drover("messages", "clean-up", "--older-than", "0s", "--status", "Acked,Canceled")
                        .out())
                .startsWith("removed 1 messages and 0 payload files");
        assertThat(commands.drover("messages", "clean-up", "--older-than", "soon")
                        .err())
                .startsWith("Invalid value for option '--older-than': 'soon' is no age");

        assertThat(commands.drover("recurring-job", "list").out().lines())
                .last()
                .asString()
                .contains("Later", LATER.id(), "import");
        Result doctor = commands.drover("doctor", "--application", "abc", "--activity", LATER.id());
        assertThat(doctor.exit()).isOne();
        assertThat(doctor.out())
                .contains("MISSING  1 application: no application with the client id abc is known")
                .contains("ok       3 recurring job: Later");
    }

    /** A failing export is not told as a queue in which nothing waits, by whichever command. */
    @ParameterizedTest(name = "beside a running server: {0}")
    @ValueSource(booleans = {false, true})
    void anExportThatFailsIsSeenByEveryCommand(boolean running) throws Exception {
        RecurringJobFile out = RecurringJobFile.exporting("Broken out", "BrokenOut");
        drover.withFile(
                        "Files/Jobs/BrokenOut.xml",
                        "<job name=\"BrokenOut\"><source><sql><query name=\"X\">SELECT 1/0 AS A</query></sql></source>"
                                + "<destination><csv/></destination><mapping source=\"X\" destination=\"X\"/></job>")
                .withRecurringJob(out);
        commands = new CommandLineRuns(drover.start());
        if (!running) {
            drover.close();
        }

        Result run = commands.drover("recurring-job", "run", "Broken out");
        assertThat(run.exit()).isOne();
        assertThat(run.out())
                .startsWith("Broken out  the export failed (execution 1): ")
                .containsIgnoringCase("division by zero")
                .doesNotContain("nothing waits");
        assertThat(commands.drover("recurring-job", "list").out()).contains("1 message failed: ");
        Result listed = commands.drover("messages", "--recurring-job", "Broken out");
        assertThat(listed.out()).contains("FILE UPLOADED").containsPattern("PostProcessingFailed .* no  +1  +");
        Result doctor = commands.drover("doctor", "--activity", out.id());
        assertThat(doctor.out())
                .contains("WARNING  5 queue: 1 message failed: ")
                .contains("drover recurring-job run " + out.id())
                .doesNotContain("nothing waits");
    }

    @Test
    void aServerThatIsNotOpenIsShownATokenOverTls() throws Exception {
        certificate();
        commands = new CommandLineRuns(drover.with("drover.api.loopback", "closed")
                .with("drover.tls.certificate", home.resolve("server.p12").toString())
                .with("drover.tls.key", "changeit")
                .withRoutes("oauth.camel.yaml")
                .start());
        Credentials operator =
                TestSecrets.add(drover.settings(), drover.server().store(), "operator", Role.OPERATOR);

        Result refused = commands.drover("messages");
        assertThat(refused.exit()).isOne();
        assertThat(refused.err())
                .startsWith("drover: a token is needed")
                .contains("set drover.api.token, or drover.api.client-id");
        Result wrong = commands.process(
                List.of("-Ddrover.api.client-id=" + operator.clientId(), "-Ddrover.api.client-secret=wrong"),
                "messages");
        assertThat(wrong.err()).startsWith("drover: no token for drover.api.client-id " + operator.clientId());
        Result admitted = commands.process(
                List.of(
                        "-Ddrover.api.client-id=" + operator.clientId(),
                        "-Ddrover.api.client-secret=" + operator.clientSecret()),
                "messages",
                "--json");
        assertThat(admitted.json()).isEmpty();
    }

    /** For a host that nobody calls it by: a command trusts the certificate itself. */
    private void certificate() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "drover",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=drover.example.com",
                        "-keystore",
                        home.resolve("server.p12").toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> home.resolve("server.p12").toFile().length() > 0);
    }
}
