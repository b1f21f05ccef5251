package io.drover.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.security.application.Credentials;
import io.drover.testing.ConnectorClient;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An installation with two queues and an application that may use both: In, whose messages are loaded into the table Stock at once,
 * and Out, which a route of the installation fills. Each message has a number, which is all that counts of it.
 */
final class QueueInstallation implements AutoCloseable {
    private static final String OUT_ROUTE =
            """
            - route:
                id: test-enqueue
                from:
                  uri: platform-http:/test/enqueue/{queue}
                  parameters:
                    httpMethodRestrict: POST
                  steps:
                    - toD: "queue:${header.queue}"
                    - setBody:
                        constant: done
            """;

    static final String OUT_JOB =
            """
            <job name="Stock out">
                <source><sql dataSource="drover"/></source>
                <destination><xml/><output file="stock.xml"/></destination>
                <mapping source="Stock" destination="Stock"/>
            </job>
            """;

    private final Installation home;
    private final Credentials application;
    private final RecurringJobFile in;
    private final RecurringJobFile out;
    private String token;

    QueueInstallation(Installation home) throws IOException {
        this.home = home;
        home.withTable(Delivery.TABLE).withJob("Stock", "drover", "").withRoute("test-enqueue", OUT_ROUTE);
        home.withFile("Files/Jobs/Stock out.xml", OUT_JOB);
        application = home.application("client");
        in = RecurringJobFile.importing("In", "Stock").application(application.clientId());
        out = RecurringJobFile.exporting("Out", "Stock out").application(application.clientId());
        home.withRecurringJob(in).withRecurringJob(out);
    }

    static QueueInstallation create(Path folder, Database.Kind kind) throws IOException {
        return new QueueInstallation(new Installation(folder)
                .with("drover.store.url", kind.create(folder, "drover").url()));
    }

    Installation home() {
        return home;
    }

    DroverProcess start(String... options) throws IOException {
        DroverProcess drover = home.start(options);
        token = ConnectorClient.token(home.url(), application.clientId(), application.clientSecret());
        return drover;
    }

    ConnectorClient client() throws IOException {
        return new ConnectorClient(home.url(), token);
    }

    String in() {
        return in.id();
    }

    String out() {
        return out.id();
    }

    /** Sends a message of a number to In; a body of at least so many bytes. */
    Answer enqueue(ConnectorClient client, int number, int bytes, Map<String, String> headers) throws IOException {
        return client.enqueue(in(), "Stock", content(number, bytes), headers);
    }

    static byte[] content(int number, int bytes) {
        return ("<tables><table tableName=\"Stock\"><item table=\"Stock\"><column columnName=\"ProductId\">" + number
                        + "</column><column columnName=\"Quantity\">1</column></item></table><!-- "
                        + (number + " ").repeat(bytes / 5) + "--></tables>")
                .getBytes(UTF_8);
    }

    /** Where in the payload store the body of such a message lies. */
    static String pathOf(int number, int bytes) throws NoSuchAlgorithmException {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content(number, bytes)));
        return sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    /** Puts a message with a number into Out, as a route of the installation does. */
    void fillOut(String id) throws IOException {
        try (HttpConnection connection = new HttpConnection(home.url())) {
            Answer answer = connection.send(
                    "POST", "/test/enqueue/Out", Map.of("Content-Type", "text/plain"), id.getBytes(UTF_8));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
    }

    /** Waits until nothing is open in any queue; gives the numbers that are in the table, as often as they are there. */
    List<String> drainIn(DroverProcess drover) {
        await("everything processed").until(() -> "0"
                .equals(drover.value("drover", "SELECT COUNT(*) FROM drover.message WHERE open_queue IS NOT NULL")));
        assertThat(drover.value(
                        "drover",
                        "SELECT COALESCE(STRING_AGG(CONCAT(status, ': ', reason), '; '), '') FROM drover.message"
                                + " WHERE status <> 'Processed'"))
                .as("messages that did not end well")
                .isEmpty();
        String numbers = drover.value("drover", "SELECT STRING_AGG(CAST(ProductId AS VARCHAR), ',') FROM Stock");
        return numbers.isEmpty() ? List.of() : List.of(numbers.split(",", -1));
    }

    /** The files of the payload store. */
    List<String> payloads() throws IOException {
        try (Stream<Path> files = Files.walk(home.data().resolve("payload"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        home.close();
    }
}
