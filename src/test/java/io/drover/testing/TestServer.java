package io.drover.testing;

import io.drover.security.Role;
import io.drover.security.application.TestTokens;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.security.gate.MachineToken;
import io.drover.security.token.TestKeys;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A whole Drover in a folder of its own, on free ports: what tests of behaviour start, stop and look at. */
public final class TestServer implements AutoCloseable {
    private static final int FIRST_PORT = 12_000;
    private static final int PORTS = 20_000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private final Path home;
    private final Map<String, String> settings = new LinkedHashMap<>();
    /** One for all its looks at the management port: another for each would leave as many connections open. */
    private final HttpClient observer = HttpClient.newHttpClient();

    private Server server;

    public TestServer(Path home) {
        this.home = home;
        with("drover.files", home.resolve("Files").toString());
        with("drover.data", home.resolve("data").toString());
        with("drover.routes", home.resolve("routes").toString());
        with("drover.min-free-disk", "10 MB");
        with("drover.inbox.delay", "0.1");
        with("drover.inbox.min-age", "0.2");
        with("drover.deploy.delay", "0.1");
        with("drover.notifications.delay", "0.1");
        with("drover.api.loopback", "open");
        with("camel.main.shutdownTimeout", "10");
        with("camel.main.jmxEnabled", "false"); // half of a start; MainJobTest has it
        with("camel.server.port", String.valueOf(freePort()));
        with("camel.management.port", String.valueOf(freePort()));
        withRoutes(
                "inbox.camel.yaml",
                "scheduled-tasks.camel.yaml",
                "recurring-jobs.camel.yaml",
                "api.camel.yaml",
                "add-ins/import-data.camel.yaml",
                "add-ins/parts/delivery-check.camel.yaml",
                "add-ins/parts/notification.camel.yaml",
                "add-ins/parts/web-service.camel.yaml");
    }

    /** Sets a setting; before the start. */
    public TestServer with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Takes these of the shipped route files. */
    public TestServer withRoutes(String... files) {
        for (String file : files) {
            try {
                Path target = home.resolve("routes").resolve(file);
                Files.createDirectories(target.getParent());
                Files.copy(Path.of("routes").resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** The whole sample of a fresh checkout: its ERP, tables, jobs and tasks. */
    public TestServer withSample() {
        withRoutes("sample-erp.camel.yaml");
        with("drover.http.open-paths", "/sample-erp");
        with("sample-erp.data", "Files/samples/adventureworks");
        with("drover.store.init", "Files/samples/adventureworks/tables.sql");
        for (String folder : List.of("Jobs", "ScheduledTasks", "Config")) {
            try (Stream<Path> shipped = Files.list(Path.of("Files/Integration").resolve(folder))) {
                for (Path file : shipped.toList()) {
                    withFile("Files/" + folder + "/" + file.getFileName(), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    public String port() {
        return settings.get("camel.server.port");
    }

    /** Writes a file below the server's folder. */
    public TestServer withFile(String path, String content) {
        write(home.resolve(path), content);
        return this;
    }

    /** Writes a recurring job's file. */
    public TestServer withRecurringJob(RecurringJobFile job) {
        return withFile("Files/RecurringJobs/" + job.name() + ".xml", job.text());
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestServer start() {
        MigratedDatabase.prepare(settings());
        TestKeys.prepare(settings());
        server = Server.start(settings(), Mode.SERVE);
        return this;
    }

    /** Settings for another process or a second server on the same folders. */
    public Settings settings() {
        return Settings.of(settings);
    }

    public Map<String, String> settingsMap() {
        return Map.copyOf(settings);
    }

    public Server server() {
        return server;
    }

    public Path home() {
        return home;
    }

    /** A path below Files. */
    public Path files(String path) {
        return home.resolve("Files").resolve(path);
    }

    /** Drops a file into a job's inbox as a careful writer does: another name first, then a rename. */
    public Path drop(String job, String name, String content) throws IOException {
        Path folder = Files.createDirectories(files("Inbox/" + job));
        Path temporary = folder.resolve("." + name + ".part");
        Files.writeString(temporary, content);
        return Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)).GET());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> observe(String path) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + settings.get("camel.management.port") + "/observe/" + path;
        return observer.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        MachineToken.read(settings()).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    /** A request as the people of this machine make it, who need no application for /api and routes of one's own. */
    public HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(server.url() + path))
                    .header(
                            "Authorization",
                            "Bearer " + MachineToken.read(settings()).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an application known, in one line: its client id, and a token of it for the Authorization header. */
    public TestApplication application(String name, Role... roles) {
        return TestTokens.application(server, name, roles);
    }

    /** Runs statements on Drover's own database. */
    public TestServer sql(String... statements) throws SQLException {
        try (Connection connection = server.store().dataSource("drover").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    /** The rows of a query, each as its values' text. */
    public List<List<String>> rows(String query) throws SQLException {
        try (Connection connection = server.store().dataSource("drover").getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The one value of a query, as a number. */
    public long count(String query) throws SQLException {
        return Long.parseLong(rows(query).get(0).get(0));
    }

    /**
     * A port that nobody listens on. It is below those that the system gives to whoever asks for any, for between the question
     * and the server's start a connection of another process could get one of these.
     */
    public static int freePort() {
        for (int tries = 0; tries < PORTS; tries++) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free from " + FIRST_PORT);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
