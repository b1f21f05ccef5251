package io.drover.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.drover.queue.NewMessage;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.store.queue.Message;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.TestInfo;

/** A server with recurring jobs, and the connector API as an application reaches it. */
final class ConnectorServer implements AutoCloseable {
    /** Far from any test: what waits, waits. */
    static final String LATER =
            "<recurrence><begin>2099-01-01T00:00:00</begin><interval>hourly</interval></recurrence>";

    static final String GROUPS =
            "<?xml version=\"1.0\"?><Document><CUSTGROUP><ID>10</ID><NAME>Wholesale</NAME></CUSTGROUP></Document>";

    final TestServer drover;
    TestApplication app;

    ConnectorServer(TestServer drover) {
        this.drover = drover.withRoutes(
                        "connector.camel.yaml", "data-management.camel.yaml", "documentation.camel.yaml")
                .with("drover.deploy.delay", "0.02");
    }

    /** Starts with the jobs Groups (one table) and Ledger (two tables), and the application that most requests come from. */
    static ConnectorServer start(TestServer drover) {
        ConnectorServer server = new ConnectorServer(drover);
        drover.withFile(
                        "init.sql",
                        "CREATE TABLE IF NOT EXISTS custgroup (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL);"
                                + "CREATE TABLE IF NOT EXISTS ledgerline (mainaccount VARCHAR(20), businessunit VARCHAR(20),"
                                + " department VARCHAR(20), costcenter VARCHAR(20), amount DECIMAL(12,2),"
                                + " PRIMARY KEY (mainaccount, costcenter));")
                .with("drover.store.init", drover.home().resolve("init.sql").toString())
                .withFile("Files/Jobs/Groups.xml", job("Groups", "xml", "CUSTGROUP=custgroup"))
                .withFile("Files/Jobs/Ledger.xml", job("Ledger", "xml", "CUSTGROUP=custgroup", "LEDGERLINE=ledgerline"))
                .withFile(
                        "Files/Jobs/GroupsPackage.xml",
                        job("GroupsPackage", "package", "Customer groups=custgroup", "General Journal=ledgerline"))
                .withFile(
                        "Files/Jobs/GroupsOut.xml",
                        """
                        <job name="GroupsOut">
                            <source><sql/></source>
                            <destination><csv/></destination>
                            <mapping source="CUSTGROUP" destination="CustGroup"/>
                        </job>
                        """);
        drover.start();
        server.app = drover.application("Test client");
        return server;
    }

    /** Starts a second server on the database and the files of one; the application is the same. */
    static ConnectorServer beside(ConnectorServer one, TestServer drover) {
        ConnectorServer server = new ConnectorServer(drover);
        drover.start();
        server.app = one.app;
        return server;
    }

    private static String job(String name, String format, String... tables) {
        StringBuilder mappings = new StringBuilder();
        for (String table : tables) {
            String[] pair = table.split("=", 2);
            mappings.append("<mapping source=\"%s\" destination=\"%s\"/>".formatted(pair[0], pair[1]));
        }
        return """
                <job name="%s" onError="skip"><source><%s/></source><destination><sql/></destination>%s</job>
                """
                .formatted(name, format, mappings);
    }

    /** The name of a recurring job of one test's own. */
    static String name(TestInfo test) {
        String method = test.getTestMethod().orElseThrow().getName();
        return method.substring(0, Math.min(50, method.length()));
    }

    /** Defines a recurring job that the application may use, and waits until the server has taken it up. */
    String define(RecurringJobFile file) {
        drover.withRecurringJob(file);
        await().pollInterval(Duration.ofMillis(10)).until(() -> RecurringJobDefinition.find(
                        UUID.fromString(file.id()), drover.server().catalog().current())
                .isPresent());
        return file.id();
    }

    RecurringJobDefinition recurring(String activity) {
        return RecurringJobDefinition.find(
                        UUID.fromString(activity), drover.server().catalog().current())
                .orElseThrow();
    }

    /** Puts a finished export into a queue, as the run of a job does. */
    Message export(String activity, String file, String content) throws IOException {
        PayloadStore payloads = new PayloadStore(drover.settings());
        return queues().enqueue(recurring(activity), NewMessage.of(payloads.keep(content.getBytes(UTF_8)), file));
    }

    Queues queues() {
        return drover.server().camel().getRegistry().lookupByNameAndType("queues", Queues.class);
    }

    String url() {
        return drover.server().url();
    }

    /** A request of the application. */
    Answer send(String method, String path, byte[] body, String... headers) throws IOException {
        return send(app, method, path, body, headers);
    }

    Answer send(TestApplication as, String method, String path, byte[] body, String... headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Authorization", as.bearer());
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        try (HttpConnection connection = new HttpConnection(url())) {
            return connection.send(method, path, all, body);
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, null);
    }

    Answer enqueue(String activity, String query, String body, String... headers) throws IOException {
        return send("POST", "/api/connector/enqueue/" + activity + query, body.getBytes(UTF_8), headers);
    }

    Answer dequeue(String activity) throws IOException {
        return get("/api/connector/dequeue/" + activity);
    }

    Answer ack(String activity, String body) throws IOException {
        return send("POST", "/api/connector/ack/" + activity, body.getBytes(UTF_8), "Content-Type", "application/json");
    }

    Answer jobStatus(String activity, String jobId) throws IOException {
        return get("/api/connector/jobstatus/" + activity + "?jobId=" + jobId);
    }

    /**
     * Sends a request as it stands in a text block, byte for byte: lines end with CR LF on the wire, HOST and TOKEN are filled in.
     *
     * @param body what follows the head
     */
    Answer raw(String head, byte[] body) throws IOException {
        try (HttpConnection connection = new HttpConnection(url())) {
            byte[] bytes = wire(head);
            return head.contains("100-continue")
                    ? connection.rawExpecting(bytes, body)
                    : connection.raw(concatenated(bytes, body));
        }
    }

    private byte[] wire(String head) {
        return head.stripTrailing()
                .replace("\n", "\r\n")
                .concat("\r\n\r\n")
                .replace("HOST", "127.0.0.1:" + drover.port())
                .replace("TOKEN", app.token())
                .getBytes(ISO_8859_1);
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] all = new byte[one.length + other.length];
        System.arraycopy(one, 0, all, 0, one.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /** The message that an enqueue has answered. */
    Message message(Answer enqueued) {
        return queues().find(enqueued.text()).orElseThrow();
    }

    static long files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Override
    public void close() {
        drover.close();
    }
}
