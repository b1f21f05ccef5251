package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.queue.NewMessage;
import io.drover.queue.QueueRuns;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database that do not share their payloads: each hands out and processes only what it has, and says the rest. */
class SeparatePayloadsTest {
    private static ConnectorServer one;
    private static ConnectorServer two;

    @BeforeAll
    static void start(@TempDir Path home) {
        String url = TestPostgres.shared().createDatabase().url();
        one = ConnectorServer.start(node(home, "one", url));
        two = ConnectorServer.beside(one, node(home, "two", url));
    }

    private static TestServer node(Path home, String name, String url) {
        return new TestServer(home)
                .with("drover.data", home.resolve("data-" + name).toString())
                .with("drover.queue.retry", "0.2")
                .with("drover.store.url", url);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    private static String activity(RecurringJobFile file) {
        one.define(file.application(one.app.clientId()));
        return two.define(file);
    }

    private static String location(Answer dequeued) throws Exception {
        URI location = URI.create(new ObjectMapper()
                .readTree(dequeued.body())
                .get("DownloadLocation")
                .textValue());
        return location.getRawPath() + "?" + location.getRawQuery();
    }

    @Test
    void aClientOfTheOtherServerIsToldAndTheMessageWaitsAsItWas(TestInfo test) throws Exception {
        String activity = activity(RecurringJobFile.exporting(ConnectorServer.name(test), "GroupsOut"));
        Message message = one.export(activity, "groups.csv", "ID,NAME");

        Answer refused = two.dequeue(activity);
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("retry-after", "10");
        assertThat(refused.text())
                .contains("1 message waits for whoever asks, of the job GroupsOut", "drover.data.payload", "ask again");
        assertThat(two.queues().find(message.uid())).contains(message);

        String named =
                message.uid() + " (written by " + one.drover.server().store().nodeName();
        assertThat(two.drover.observe("health").body()).contains("DEGRADED: 1 message of the job GroupsOut", named);
        assertThat(two.drover.observe("health/ready").statusCode()).isEqualTo(200);
        assertThat(one.drover.observe("health").body()).doesNotContain(message.uid());
        assertThat(two.drover.get("/api/diagnose").body())
                .contains(named, "let all servers on one database have one folder");

        String location = location(one.dequeue(activity));
        Answer download = two.get(location);
        assertThat(download.status()).as(download.text()).isEqualTo(503);
        assertThat(download.text()).contains("the payload of message " + message.uid() + " is not on this server");
        assertThat(one.get(location).text()).isEqualTo("ID,NAME");
    }

    @Test
    void whatTheServerHasIsHandedOutThoughSomethingOlderIsElsewhere(TestInfo test) throws Exception {
        String activity = activity(RecurringJobFile.exporting(ConnectorServer.name(test), "GroupsOut"));
        Message older = one.export(activity, "older.csv", "1");
        two.export(activity, "newer.csv", "2");

        assertThat(two.get(location(two.dequeue(activity))).text()).isEqualTo("2");
        assertThat(two.dequeue(activity).status()).isEqualTo(503);
        assertThat(two.queues().find(older.uid())).contains(older);
        assertThat(one.get(location(one.dequeue(activity))).text()).isEqualTo("1");
        assertThat(two.dequeue(activity).status()).as("now nothing waits").isEqualTo(204);
    }

    @Test
    void anImportIsRunByTheServerThatHasItsPayload(TestInfo test) throws Exception {
        String activity = activity(
                RecurringJobFile.importing(ConnectorServer.name(test), "Groups").with(ConnectorServer.LATER));
        Message message = one.queues()
                .enqueue(
                        one.recurring(activity),
                        NewMessage.of(
                                new PayloadStore(one.drover.settings()).keep(ConnectorServer.GROUPS.getBytes(UTF_8)),
                                "groups.xml"));

        runs(two).process(two.recurring(activity));
        assertThat(two.queues().find(message.uid()))
                .as("not failed, not counted")
                .contains(message);
        assertThat(two.drover.observe("health").body()).contains(message.uid());

        runs(one).process(one.recurring(activity));
        assertThat(one.queues().find(message.uid()).orElseThrow().status()).isEqualTo(MessageStatus.Processed);
        await().until(() -> !two.drover.observe("health").body().contains(message.uid()));
    }

    private static QueueRuns runs(ConnectorServer server) {
        return server.drover.server().camel().getRegistry().lookupByNameAndType("queueRuns", QueueRuns.class);
    }

    @Test
    void aBlobThatAnotherServerHasIsNoErrorOfTheServerNorOfTheClient() throws Exception {
        DataClient client = new DataClient(one.url(), one.app);
        String url = client.writeUrl("groups.zip");
        assertThat(client.put(url, "content".getBytes(UTF_8)).statusCode()).isEqualTo(201);

        assertThat(client.get(url).statusCode()).isEqualTo(200);
        assertThat(client.get(url.replace(one.url(), two.url())).statusCode()).isEqualTo(503);
    }

    @Test
    void aPayloadOfItsOwnThatIsLostIsNoErrorOfTheServerEither(TestInfo test) throws Exception {
        String activity = activity(RecurringJobFile.exporting(ConnectorServer.name(test), "GroupsOut"));
        Message message = one.export(activity, "groups.csv", "lost for good");
        Files.delete(one.queues().payloads().of(message).path());

        assertThat(one.dequeue(activity).status()).isEqualTo(503);
        assertThat(one.drover
                        .post("/api/messages/" + message.uid() + "/cancel", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(one.dequeue(activity).status()).isEqualTo(204);
    }
}
