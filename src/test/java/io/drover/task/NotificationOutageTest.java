package io.drover.task;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that are away, answer wrongly or want nothing any more: nothing is lost, and nothing comes twice. */
class NotificationOutageTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path home;

    private ScriptedServer erp;
    private ScriptedServer receiver;
    private TestServer drover;

    @BeforeEach
    void servers() {
        erp = new ScriptedServer();
        receiver = new ScriptedServer();
        erp.answers(PRODUCTS);
        drover = ErpTask.withJob(new TestServer(home));
    }

    @AfterEach
    void stop() {
        drover.close();
        erp.close();
        receiver.close();
    }

    @Test
    void whatAMailServerThatIsAwayMissesComesOnceWhenItIsBack() throws Exception {
        int port = TestServer.freePort();
        MailBox.with(drover, port);
        task("Notification recipient e-mail", "admin@example.org", "Notification interval in minutes", "0");
        drover.start();
        assertThat(run()).isEqualTo(Outcome.Completed);
        assertThat(run()).isEqualTo(Outcome.Completed);
        awaitRows("SELECT COUNT(*) FROM drover.notification WHERE state = 'Waiting' AND reason IS NOT NULL", 2);
        assertThat(drover.observe("health").body()).contains("Told: the mail about Completed is tried again");

        try (MailBox mail = new MailBox(port)) {
            awaitRows("SELECT COUNT(*) FROM drover.notification WHERE state = 'Sent'", 2);
            assertThat(mail.to("admin@example.org")).hasSize(2);
        }
        assertThat(drover.observe("health").body()).doesNotContain("is tried again");
    }

    @Test
    void aWebhookIsSignedAndComesAgainUnderTheSameIdUntilItIsTaken() throws Exception {
        task("Notification webhook URL", receiver.url(), "Notification webhook secret", SECRET);
        receiver.answers(500, "text/plain", "no");
        drover.start();
        assertThat(run()).isEqualTo(Outcome.Completed);
        await().until(() -> receiver.requests().size() >= 1);
        receiver.answers(200, "text/plain", "yes");
        awaitRows("SELECT COUNT(*) FROM drover.notification WHERE state = 'Sent'", 1);

        List<Request> requests = receiver.requests();
        assertThat(requests).hasSizeGreaterThanOrEqualTo(2);
        assertThat(requests)
                .extracting(request -> request.headers().get("webhook-id"))
                .containsOnly(requests.get(0).headers().get("webhook-id"));
        assertThat(requests)
                .extracting(Request::body)
                .containsOnly(requests.get(0).body());
        for (Request request : requests) {
            new Webhook(SECRET).verify(request.body(), headers(request));
        }
        JsonNode event = new ObjectMapper().readTree(requests.get(0).body());
        assertThat(event.path("type").asText()).isEqualTo("task.run.completed");
        assertThat(event.path("data").path("task").asText()).isEqualTo("Told");
        assertThat(event.path("data").path("executions").path(0).path("read").asInt())
                .isEqualTo(2);
        assertThat(drover.rows("SCRIPT").toString()).doesNotContain(SECRET.substring(6));
    }

    @Test
    void failuresAndRecoveriesAreEventsOfTheirOwn() throws Exception {
        task("Notification webhook URL", receiver.url(), "Notification webhook secret", SECRET);
        drover.start();
        erp.answers(500, "text/plain", "down");
        run();
        erp.answers(PRODUCTS);
        run();
        awaitRows("SELECT COUNT(*) FROM drover.notification WHERE state = 'Sent'", 2);

        assertThat(receiver.requests())
                .extracting(request ->
                        new ObjectMapper().readTree(request.body()).path("type").asText())
                .containsExactlyInAnyOrder("task.run.failed", "task.run.recovered");
    }

    @Test
    void aReceiverThatHangsKeepsNobodyElseWaiting() throws Exception {
        try (ScriptedServer hanging = new ScriptedServer()) {
            hanging.hold();
            for (int i = 0; i < 6; i++) {
                drover.withFile(
                        "Files/ScheduledTasks/Hanging" + i + ".xml",
                        ErpTask.file(
                                "Hanging" + i,
                                "",
                                erp.url(),
                                "Notification webhook URL",
                                hanging.url() + i,
                                "Notification webhook secret",
                                SECRET));
            }
            task("Notification webhook URL", receiver.url(), "Notification webhook secret", SECRET);
            drover.start();
            for (int i = 0; i < 6; i++) {
                drover.server().operations(TaskOperations.class).runTask("Hanging" + i);
            }
            await().until(() -> hanging.requests().size() == 2);

            run();
            await().until(() -> receiver.requests().size() == 1);

            awaitRows("SELECT COUNT(*) FROM drover.notification WHERE state = 'Sent'", 1); // noted after it was sent
            assertThat(hanging.requests()).as("two at once and no more").hasSize(2);
        }
    }

    @Test
    void aReceiverThatIsGoneIsNotAskedAgain() throws Exception {
        task("Notification webhook URL", receiver.url(), "Notification webhook secret", SECRET);
        receiver.answers(410, "text/plain", "");
        drover.start();
        run();
        awaitRows("SELECT COUNT(*) FROM drover.notification WHERE state = 'GivenUp'", 1);
        run();
        awaitRows("SELECT COUNT(*) FROM drover.task_event WHERE open_task IS NOT NULL", 0);

        assertThat(receiver.requests()).hasSize(1);
        assertThat(drover.observe("health").body()).contains("was given up: the receiver answered 410");
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() throws Exception {
        task("Notification webhook URL", receiver.url(), "Notification webhook secret", SECRET);
        ScriptedServer other = new ScriptedServer();
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", other.url());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        drover.start();
        run();
        awaitRows("SELECT COUNT(*) FROM drover.notification WHERE reason LIKE '%answered 307%'", 1);

        assertThat(other.requests()).isEmpty();
        other.close();
    }

    @Test
    void whereOnlyPublicAddressesAreAllowedAPrivateOneIsNotConnectedTo() throws Exception {
        task("Notification webhook URL", receiver.url(), "Notification webhook secret", SECRET);
        drover.with("drover.notifications.private-addresses", "off").start();
        run();
        awaitRows("SELECT COUNT(*) FROM drover.notification WHERE reason LIKE '%webhooks are not sent to%'", 1);

        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void aCommandThatRunsATaskWithoutAServerTellsItBeforeItEnds() throws Exception {
        task("Notification webhook URL", receiver.url(), "Notification webhook secret", SECRET);

        assertThat(new CommandLineRuns(drover).process("run-task", "Told").exit())
                .isZero();
        assertThat(receiver.requests()).hasSize(1);
    }

    private void task(String... parameters) {
        drover.withFile("Files/ScheduledTasks/Told.xml", ErpTask.file("Told", "", erp.url(), parameters));
    }

    private Outcome run() {
        return drover.server()
                .operations(TaskOperations.class)
                .runTask("Told")
                .run()
                .outcome();
    }

    private void awaitRows(String query, long count) {
        await().untilAsserted(() -> {
            // Time passes: what is to be tried in five minutes is tried now
            drover.sql("UPDATE drover.notification SET next_attempt = CURRENT_TIMESTAMP WHERE state = 'Waiting'"
                    + " AND node IS NULL");
            assertThat(count(query)).isEqualTo(count);
        });
    }

    private long count(String query) throws SQLException {
        return drover.count(query);
    }

    private static Map<String, List<String>> headers(Request request) {
        return request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
