package io.drover.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.bench.queue.Target.Wire;
import io.drover.testing.ConnectorClient;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Drover as users start it, with its shipped routes: an import whose messages wait for a far day, and an export whose queue is full.
 * One client application, with a token of the built-in issuer, is in the policy of both.
 */
final class DroverSide implements MeasuredServer {
    private static final String IMPORT_JOB =
            "<job name=\"Import\"><source><xml/></source><destination><sql/></destination></job>";

    private static final String EXPORT_JOB =
            """
            <job name="Export"><source><sql/></source><destination><xml/><output file="export.xml"/></destination>
                <mapping source="Stock" destination="Stock"/></job>
            """;

    private static final String RECURRING =
            """
            <recurringJob name="%s" id="%s" direction="%s">
                <job>%s</job>
                <authorizationPolicy><application id="%s"/></authorizationPolicy>
                <recurrence><begin>2099-01-01T00:00:00</begin><interval>once</interval></recurrence>
                <limits maxSize="8 GB"/>
            </recurringJob>
            """;

    private final String title;
    private final Path home;
    private final Target target;
    private final Running running;

    /**
     * Starts it.
     *
     * @param messages that wait to be taken
     * @param history messages that were acknowledged long ago
     * @param options of its JVM
     */
    DroverSide(String title, Path folder, String url, int messages, int history, List<String> options)
            throws IOException, SQLException, InterruptedException {
        this.title = title;
        home = Files.createDirectories(folder);
        int port = TestServer.freePort();
        settings(url, port);
        routes();
        String[] application = addApplication();
        String in = UUID.randomUUID().toString();
        String out = UUID.randomUUID().toString();
        definitions(in, out, application[0]);
        if (history > 0) {
            QueueRows.fill(url, out, history, true);
        }
        QueueRows.fill(url, out, messages, false);
        new BarePayloads(home.resolve("data/payload")).keep(QueueRows.PAYLOAD);
        running = Running.java(home, home.resolve("console.txt"), options, "io.drover.Drover", "run")
                .awaitPort(port);
        String address = "http://127.0.0.1:" + port;
        target = new Target(
                Wire.CONNECTOR, address, in, out, ConnectorClient.token(address, application[0], application[1]));
    }

    private void settings(String url, int port) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("drover.store.url", url);
        settings.setProperty("drover.store.init", "tables.sql");
        settings.setProperty("drover.files", "Files");
        settings.setProperty("drover.data", "data");
        settings.setProperty("drover.http.max-upload", "8GB");
        settings.setProperty("camel.server.port", String.valueOf(port));
        settings.setProperty("camel.management.port", String.valueOf(TestServer.freePort()));
        try (Writer writer = Files.newBufferedWriter(home.resolve("application.properties"))) {
            settings.store(writer, null);
        }
        Files.writeString(
                home.resolve("tables.sql"), "CREATE TABLE IF NOT EXISTS Stock (ProductId INT, Note VARCHAR(4000));\n");
    }

    private void routes() throws IOException {
        Path target = Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith("sample-erp")) {
                    Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Client id and secret. */
    private String[] addApplication() throws IOException, InterruptedException {
        String output = Running.output(home, "io.drover.Drover", List.of("app", "add", "bench", "--json"));
        JsonNode application = new ObjectMapper().readTree(output);
        return new String[] {
            application.get("clientId").textValue(),
            application.get("clientSecret").textValue()
        };
    }

    private void definitions(String in, String out, String application) throws IOException {
        write("Files/Jobs/Import.xml", IMPORT_JOB);
        write("Files/Jobs/Export.xml", EXPORT_JOB);
        write("Files/RecurringJobs/In.xml", RECURRING.formatted("In", in, "import", "Import", application));
        write("Files/RecurringJobs/Out.xml", RECURRING.formatted("Out", out, "export", "Export", application));
    }

    private void write(String path, String content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Target target() {
        return target;
    }

    Path home() {
        return home;
    }

    @Override
    public double cpuSeconds() {
        return running.cpuSeconds();
    }

    @Override
    public void close() {
        running.close();
    }
}
