package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.security.application.Credentials;
import io.drover.security.application.TestSecrets;
import io.drover.store.Store;
import io.drover.testing.TestPostgres.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of Drover that does a bit of what the processes of tests do, with both databases, and leaves the classes of it. */
final class WorkingServer {
    private final TestServer server;
    private final Credentials client;
    private final RecurringJobFile upload;

    private WorkingServer(Path home) throws IOException {
        Database shop = TestPostgres.shared().createDatabase();
        try (Connection connection = shop.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE Product (Id INT PRIMARY KEY, Name VARCHAR(50))");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        server = ErpTask.withJob(new TestServer(home))
                .withRoutes("connector.camel.yaml", "oauth.camel.yaml")
                .with("drover.datasource.shop.url", shop.url());
        server.withFile(
                "Files/Jobs/Shop.xml",
                Files.readString(server.files("Jobs/Products.xml"))
                        .replace("\"Products\"", "\"Shop\"")
                        .replace("\"drover\"", "\"shop\""));
        MigratedDatabase.prepare(server.settings());
        try (Store store = Store.open(server.settings())) {
            client = TestSecrets.add(server.settings(), store, "client");
        }
        upload = RecurringJobFile.importing("Upload", "Products").application(client.clientId());
        server.withRecurringJob(upload);
        CommandLineRuns.writeSettings(server);
    }

    /**
     * Starts it, lets it work, and stops it.
     *
     * @param archive where it leaves the classes
     * @param jars its class path
     */
    static void leaveClasses(Path archive, String jars) throws IOException, InterruptedException {
        Path home = Files.createDirectories(archive.resolveSibling("server"));
        WorkingServer server = new WorkingServer(home);
        Path console = home.resolve("console.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "-Djava.io.tmpdir=.",
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-cp",
                        jars,
                        Drover.class.getName(),
                        "run"))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            await().until(() -> !process.isAlive() || Files.readString(console).contains(" is ready "));
            assertThat(process.isAlive()).as(Files.readString(console)).isTrue();
            server.work();
            process.destroy();
            assertThat(process.waitFor(TestSession.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        MigratedDatabase.delete(home);
    }

    private void work() throws IOException {
        server.drop("Products", "products.xml", ErpTask.PRODUCTS);
        server.drop("Shop", "products.xml", ErpTask.PRODUCTS);
        String url = "http://127.0.0.1:" + server.port();
        String token = ConnectorClient.token(url, client.clientId(), client.clientSecret());
        try (ConnectorClient connection = new ConnectorClient(url, token)) {
            connection.enqueue(upload.id(), "Product", ErpTask.PRODUCTS.getBytes(StandardCharsets.UTF_8), Map.of());
            connection.send("GET", "/api/executions", null);
        }
        await().until(() -> Files.exists(server.files("Archive/Products/products.xml"))
                && Files.exists(server.files("Archive/Shop/products.xml")));
    }
}
