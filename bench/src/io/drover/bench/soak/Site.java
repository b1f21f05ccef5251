package io.drover.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.bench.queue.Running;
import io.drover.testing.ConnectorClient;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An installation of one node or two that share files, routes, payloads and the database, and what clients need to know of it. */
final class Site {
    /** How long a client may keep a message, in seconds. */
    static final int LEASE_SECONDS = 30;

    private static final String LOAD =
            "<job name=\"%s\"><source><xml/></source><destination><sql/></destination></job>";

    private static final String TABLES =
            """
            CREATE TABLE IF NOT EXISTS Received (Id VARCHAR(20) NOT NULL);
            CREATE TABLE IF NOT EXISTS Dropped (Id VARCHAR(20) NOT NULL, Note VARCHAR(200));
            CREATE TABLE IF NOT EXISTS Foldered (Id VARCHAR(20) NOT NULL, Note VARCHAR(200));
            CREATE TABLE IF NOT EXISTS Steady (Id INT NOT NULL);
            INSERT INTO Steady SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM Steady);
            """;

    private static final String ROUTES =
            """
            - route:
                from:
                  uri: platform-http:/soak/value
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - convertBodyTo: {type: String}
                    - to: "jdbc:drover?outputType=SelectOne"
                    - convertBodyTo: {type: String}
            - route:
                from:
                  uri: platform-http:/soak/fill
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - to: "queue:Out"
                    - setBody: {constant: done}
            """;

    private final Path shared;
    private final List<SoakNode> nodes = new ArrayList<>();
    private String clientId;
    private String secret;
    private RecurringJobFile in;
    private RecurringJobFile out;

    /**
     * Writes it; starts nothing.
     *
     * @param url of the database; null for an H2 file of the only node
     */
    Site(Path folder, int nodes, String url) throws IOException, InterruptedException {
        shared = Files.createDirectories(folder.resolve("shared"));
        for (int i = 1; i <= nodes; i++) {
            Path home = Files.createDirectories(folder.resolve("node" + i));
            int port = TestServer.freePort();
            settings(home, port, url);
            if (nodes > 1) {
                Files.createDirectories(home.resolve("data"));
                Files.createSymbolicLink(
                        home.resolve("data/payload"),
                        Files.createDirectories(shared.resolve("payload")).toAbsolutePath());
            }
            this.nodes.add(new SoakNode(home, port));
        }
        routes();
        for (String kind : List.of("Config", "Jobs", "ScheduledTasks", "RecurringJobs")) {
            Files.createDirectories(files(kind)); // a command warns of those that are missing
        }
        application();
        definitions();
    }

    /** Of this process, from any folder. */
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":", -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
    }

    private void settings(Path home, int port, String url) throws IOException {
        Properties settings = new Properties();
        if (url != null) {
            settings.setProperty("drover.store.url", url);
        }
        settings.setProperty(
                "drover.store.init",
                shared.resolve("tables.sql").toAbsolutePath().toString());
        settings.setProperty(
                "drover.files", shared.resolve("Files").toAbsolutePath().toString());
        settings.setProperty(
                "drover.routes", shared.resolve("routes").toAbsolutePath().toString());
        settings.setProperty("drover.min-free-disk", "4MB");
        settings.setProperty("drover.inbox.min-age", "0.5");
        settings.setProperty("camel.server.port", String.valueOf(port));
        settings.setProperty("camel.management.port", String.valueOf(TestServer.freePort()));
        try (Writer writer = Files.newBufferedWriter(home.resolve("application.properties"))) {
            settings.store(writer, null);
        }
    }

    private void routes() throws IOException {
        Path from = Path.of("routes");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith("sample-erp")) {
                    write("routes/" + from.relativize(file), Files.readString(file));
                }
            }
        }
        write("routes/soak.camel.yaml", ROUTES);
        write("tables.sql", TABLES);
    }

    private void application() throws IOException, InterruptedException {
        JsonNode application = new ObjectMapper()
                .readTree(Running.output(
                        nodes.get(0).home(),
                        "io.drover.Drover",
                        List.of("app", "add", "soak", "--role", "operator", "--secret", "--json")));
        clientId = application.get("clientId").textValue();
        secret = application.get("clientSecret").textValue();
    }

    private void definitions() throws IOException {
        String limits = "<limits lease=\"%d seconds\" maxAttempts=\"1000\"/>".formatted(LEASE_SECONDS);
        in = RecurringJobFile.importing("In", "Received").application(clientId);
        out = RecurringJobFile.exporting("Out", "Steady").application(clientId).with(limits);
        write("Files/RecurringJobs/In.xml", in.text());
        write("Files/RecurringJobs/Out.xml", out.text());
        for (String job : List.of("Received", "Dropped", "Foldered")) {
            write("Files/Jobs/" + job + ".xml", LOAD.formatted(job));
        }
        write(
                "Files/Jobs/Steady.xml",
                """
                <job name="Steady"><source><sql/></source><destination><xml/><output file="steady.xml"/></destination>
                    <mapping source="Steady" destination="Steady"/></job>
                """);
        write(
                "Files/ScheduledTasks/Ticks.xml",
                """
                <scheduledTask name="Ticks" enabled="true"><schedule><cron>*/5 * * * * ?</cron></schedule>
                    <addIn name="run-job"/><job>Steady</job></scheduledTask>
                """);
    }

    private void write(String path, String content) throws IOException {
        Path file = shared.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    List<SoakNode> nodes() {
        return nodes;
    }

    /** A folder below Files. */
    Path files(String path) {
        return shared.resolve("Files").resolve(path);
    }

    String in() {
        return in.id();
    }

    String out() {
        return out.id();
    }

    /** Connects to any node, rather one that is not paused. */
    ConnectorClient client() throws IOException {
        String url = anyUrl();
        return new ConnectorClient(url, ConnectorClient.token(url, clientId, secret));
    }

    private String anyUrl() {
        List<SoakNode> awake = nodes.stream().filter(node -> !node.isPaused()).toList();
        List<SoakNode> from = awake.isEmpty() ? nodes : awake;
        return from.get(ThreadLocalRandom.current().nextInt(from.size())).url();
    }

    /** The one value of a query on Drover's database. */
    String value(String query) throws IOException {
        return post("/soak/value", query).text();
    }

    Answer post(String path, String body) throws IOException {
        String url = anyUrl();
        String token = ConnectorClient.token(url, clientId, secret);
        try (HttpConnection connection = new HttpConnection(url)) {
            Answer answer = connection.send(
                    "POST",
                    path,
                    Map.of("Content-Type", "text/plain", "Authorization", "Bearer " + token),
                    body.getBytes(StandardCharsets.UTF_8));
            if (answer.status() >= 300) {
                throw new IOException(path + " answers " + answer.status() + " " + answer.text());
            }
            return answer;
        }
    }
}
