package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.ConnectorClient;
import io.drover.testing.ConnectorClient.Dequeued;
import io.drover.testing.ConsoleLines;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that no client acknowledges, and one that no run can load, as clients and operators see it (fault 36). */
class PoisonMessageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void isSetAsideWithItsReasonAndItsPayload(Database.Kind kind) throws Exception {
        try (TestServer server = server(kind);
                ConsoleLines console = new ConsoleLines()) {
            server.start();
            TestApplication application = server.application("client");
            RecurringJobFile in =
                    define(server, RecurringJobFile.importing("In", "Stock").attribute("inOrder", "true"), application);
            RecurringJobFile out = define(
                    server,
                    RecurringJobFile.exporting("Out", "Stock out").with("<limits maxAttempts=\"2\"/>"),
                    application);
            try (ConnectorClient client = new ConnectorClient(server.server().url(), application.token())) {
                assertSetAsideWhenNeverAcknowledged(server, client, out, console);
                assertStopsAnInOrderQueue(client, in, console);
            }
        }
    }

    private static void assertSetAsideWhenNeverAcknowledged(
            TestServer server, ConnectorClient client, RecurringJobFile out, ConsoleLines console) throws Exception {
        server.server().camel().createProducerTemplate().sendBody("queue:Out", "poison");
        Dequeued last = null;
        for (int attempt = 1; attempt <= 2; attempt++) {
            Answer answer = client.dequeue(out.id());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            last = ConnectorClient.read(answer);
            server.sql("UPDATE drover.message SET lease_until = created WHERE lease_until IS NOT NULL");
        }

        assertThat(client.dequeue(out.id()).status()).isEqualTo(204);
        assertThat(server.rows("SELECT status, reason FROM drover.message WHERE activity = '" + out.id() + "'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get(0)).isEqualTo("PostProcessingFailed");
                    assertThat(row.get(1)).contains("2 times", "never acknowledged");
                });
        assertThat(client.download(last).text()).as("the payload is kept").isEqualTo("poison");
        assertThat(console.warnings())
                .anySatisfy(line -> assertThat(line).contains("Out", "set aside", "never acknowledged"));
    }

    private static void assertStopsAnInOrderQueue(ConnectorClient client, RecurringJobFile in, ConsoleLines console)
            throws Exception {
        String bad = enqueue(client, in, "<tables><table tableName=\"Stock\"><item");
        String behind = enqueue(client, in, new String(QueueInstallation.content(2, 10), StandardCharsets.UTF_8));

        await().until(() -> status(client, in, bad).contains("\"DataJobState\":8"));
        await().until(() -> console.warnings().stream().anyMatch(line -> line.contains("In  stands still")));
        assertThat(status(client, in, behind)).contains("\"DataJobState\":0");
    }

    private static String enqueue(ConnectorClient client, RecurringJobFile in, String content) throws IOException {
        Answer answer = client.enqueue(in.id(), "Stock", content.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return ConnectorClient.messageId(answer);
    }

    private static String status(ConnectorClient client, RecurringJobFile in, String message) throws IOException {
        return client.jobStatus(in.id(), message).text();
    }

    private TestServer server(Database.Kind kind) {
        TestServer server = new TestServer(folder)
                .with("drover.store.url", kind.create(folder, "drover").url())
                .withRoutes("connector.camel.yaml")
                .withFile("tables.sql", Delivery.TABLE)
                .withFile(
                        "Files/Jobs/Stock.xml",
                        "<job name=\"Stock\"><source><xml/></source><destination><sql/></destination></job>")
                .withFile("Files/Jobs/Stock out.xml", QueueInstallation.OUT_JOB);
        return server.with(
                "drover.store.init", server.home().resolve("tables.sql").toString());
    }

    private static RecurringJobFile define(TestServer server, RecurringJobFile recurring, TestApplication application) {
        server.withRecurringJob(recurring.application(application.clientId()));
        await().until(() -> RecurringJobDefinition.find(
                        UUID.fromString(recurring.id()),
                        server.server().catalog().current())
                .isPresent());
        return recurring;
    }
}
