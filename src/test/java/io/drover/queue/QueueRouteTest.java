package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.QueueException;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.ConsoleLines;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code queue:} in routes that people write: put a message in, take it out, acknowledge it. */
class QueueRouteTest {
    private static final RecurringJobFile OUT = RecurringJobFile.exporting("Out", "Orders");
    private static final String ROUTES =
            """
            - route:
                id: put
                from:
                  uri: direct:put
                  steps:
                    - to: queue:Out
            - route:
                id: take
                from:
                  uri: direct:take
                  steps:
                    - to: queue:%s?operation=dequeue
                    - convertBodyTo:
                        type: java.lang.String
            - route:
                id: peek
                streamCache: "false"
                from:
                  uri: direct:peek
                  steps:
                    - to: queue:Out?operation=dequeue
                    - to: mock:peeking
            - route:
                id: acknowledge
                from:
                  uri: direct:acknowledge
                  steps:
                    - to: queue:Out?operation=acknowledge
            - route:
                id: receive
                from:
                  uri: queue:Polled?delay=50&initialDelay=0
                  steps:
                    - to: mock:received
            - route:
                id: receive-failing
                from:
                  uri: queue:Failing?delay=50&initialDelay=0&releaseOnFailure=true
                  steps:
                    - choice:
                        when:
                          - simple: ${header.DroverAttempts} < 2
                            steps:
                              - throwException:
                                  exceptionType: java.lang.IllegalStateException
                                  message: not yet
                    - to: mock:second
            """
                    .formatted(OUT.id().toUpperCase(java.util.Locale.ROOT));

    private static TestServer server;
    private static ProducerTemplate camel;

    @BeforeAll
    static void start(@TempDir Path home) {
        server = new TestServer(home)
                .withFile("routes/own.camel.yaml", ROUTES)
                .withFile(
                        "Files/Jobs/Orders.xml",
                        """
                        <job name="Orders">
                          <source><sql dataSource="drover"/></source>
                          <destination><csv/></destination>
                          <mapping source="Orders" destination="Orders"/>
                        </job>""");
        server.withFile(
                "Files/Jobs/Load.xml",
                """
                <job name="Load">
                  <source><csv/></source>
                  <destination><sql dataSource="drover"/></destination>
                  <mapping source="Orders" destination="Orders"/>
                </job>""");
        for (RecurringJobFile file : List.of(
                OUT, RecurringJobFile.exporting("Polled", "Orders"), RecurringJobFile.exporting("Failing", "Orders"))) {
            server.withRecurringJob(file);
        }
        server.withRecurringJob(RecurringJobFile.importing("In", "Load"))
                .withRecurringJob(RecurringJobFile.exporting("Small", "Orders").with("<limits maxSize=\"1 KB\"/>"));
        server.start();
        assertThat(server.server().deployments().problems()).isEmpty();
        camel = server.server().camel().createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Queues queues() {
        return server.server().camel().getRegistry().findSingleByType(Queues.class);
    }

    @Test
    void putsAMessageInTakesItOutAndAcknowledgesIt() {
        Exchange put = camel.request("direct:put", exchange -> {
            exchange.getMessage().setBody("content");
            exchange.getMessage()
                    .setHeaders(Map.of(Exchange.FILE_NAME, "orders.csv", QueueConstants.EXTERNAL_ID, "orders-1"));
        });
        assertThat(put.getException()).isNull();
        String id = put.getMessage().getHeader(QueueConstants.MESSAGE_ID, String.class);

        Exchange taken = camel.request("direct:take", exchange -> {});
        assertThat(taken.getMessage().getBody()).isEqualTo("content");
        assertThat(taken.getMessage().getHeaders())
                .containsEntry(QueueConstants.MESSAGE_ID, id)
                .containsEntry(Exchange.FILE_NAME, "orders.csv")
                .containsEntry(QueueConstants.EXTERNAL_ID, "orders-1")
                .containsKey(QueueConstants.RECEIPT);
        assertThat(camel.request("direct:take", exchange -> {}).getMessage().getBody())
                .isNull();

        camel.sendBodyAndHeaders("direct:acknowledge", null, taken.getMessage().getHeaders());
        assertThat(queues().find(id).orElseThrow().status()).isEqualTo(MessageStatus.Acked);
    }

    /** Linux alone shows which files a process has open. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPayloadIsOpenNoLongerThanItsExchangeLasts() throws Exception {
        camel.sendBody("queue:Out", "read in part");
        Path payload = queues().payloads()
                .of(queues().list(activity("Out"), null, null, 1).get(0))
                .path();

        List<Path> meanwhile = new ArrayList<>();
        mock("mock:peeking").whenAnyExchangeReceived(exchange -> {
            assertThat(exchange.getMessage().getBody(InputStream.class).read()).isEqualTo('r');
            meanwhile.addAll(openFiles());
        });

        Exchange taken = camel.request("direct:peek", exchange -> {});

        assertThat(taken.getException()).isNull();
        assertThat(meanwhile).contains(payload.toRealPath());
        assertThat(openFiles()).doesNotContain(payload.toRealPath());
        camel.sendBodyAndHeaders("direct:acknowledge", null, taken.getMessage().getHeaders());
    }

    private static List<Path> openFiles() throws IOException {
        List<Path> open = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    open.add(Files.readSymbolicLink(descriptor));
                } catch (NoSuchFileException e) {
                    // closed meanwhile
                }
            }
        }
        return open;
    }

    @Test
    void givesARouteNothingWhosePayloadIsNotHere() throws Exception {
        camel.sendBody("queue:Out", "lost");
        Message lost = queues().list(activity("Out"), null, null, 1).get(0);
        Path payload = queues().payloads().of(lost).path();
        Path away = Files.move(payload, payload.resolveSibling("away"));

        assertThat(camel.request("direct:take", exchange -> {}).getException())
                .isInstanceOf(QueueException.class)
                .hasMessageContaining("their payloads are not on this server");
        assertThat(queues().find(lost.uid())).contains(lost);

        Files.move(away, payload);
        await().until(() -> "lost"
                .equals(camel.request("direct:take", exchange -> {})
                        .getMessage()
                        .getBody()));
        camel.sendBodyAndHeaders(
                "direct:acknowledge",
                null,
                Map.of(
                        QueueConstants.MESSAGE_ID,
                        lost.uid(),
                        QueueConstants.RECEIPT,
                        queues().find(lost.uid()).orElseThrow().lease().receipt()));
    }

    @Test
    void handsMessagesToARouteAndAcknowledgesThoseThatItHasProcessed() throws Exception {
        MockEndpoint received = mock("mock:received");
        received.expectedBodiesReceived("first", "second");

        camel.sendBody("queue:Polled", "first");
        camel.sendBody("queue:Polled", "second");

        received.assertIsSatisfied();
        await().until(() -> queues().list(activity("Polled"), null, null, 10).stream()
                .allMatch(message -> message.status() == MessageStatus.Acked));
    }

    @Test
    void handsAMessageOutAgainThatARouteCouldNotProcess() throws Exception {
        MockEndpoint second = mock("mock:second");
        second.expectedBodiesReceived("again");
        second.expectedHeaderReceived(QueueConstants.ATTEMPTS, 2);

        try (ConsoleLines console = new ConsoleLines()) {
            camel.sendBody("queue:Failing", "again");

            second.assertIsSatisfied();
            assertThat(console.warnings())
                    .as("the operator is told of a route that fails")
                    .anyMatch(line -> line.contains(" of Failing was not processed and will come again"));
        }
        assertThat(queues().transitions(queues().list(activity("Failing"), null, null, 1)
                        .get(0)))
                .extracting(transition -> transition.reason())
                .contains("given back: not yet");
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("queue:None", "x", "there is no recurring job 'None'; there are Failing, In, Out, Polled, Small");
        assertRefused("queue:Out", "", "the body is empty");
        assertRefused("queue:Small", "x".repeat(1025), "larger than the 1024 bytes that are allowed");
        assertRefused("queue:In?operation=dequeue", "", "is an import: its messages are processed by its job Load");
        assertRefused("direct:acknowledge", "", "needs the headers DroverCorrelationId and DroverReceipt");
    }

    private static void assertRefused(String uri, String body, String text) {
        assertThatThrownBy(() -> camel.sendBody(uri, body))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .hasMessageContaining(text);
    }

    private static MockEndpoint mock(String uri) {
        return server.server().camel().getEndpoint(uri, MockEndpoint.class);
    }

    private static String activity(String name) {
        return server.server()
                .catalog()
                .current()
                .all(RecurringJobDefinition.class)
                .get(name)
                .activity();
    }
}
