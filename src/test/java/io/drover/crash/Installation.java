package io.drover.crash;

import io.drover.api.client.ApiClient;
import io.drover.api.client.ApiToken;
import io.drover.connection.OutgoingCalls;
import io.drover.security.application.Credentials;
import io.drover.security.application.TestSecrets;
import io.drover.security.token.TestKeys;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.testing.MigratedDatabase;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of one Drover: settings, routes, jobs, inboxes. It stays when the process does not. */
final class Installation implements AutoCloseable {
    private static final String SQL_ROUTE =
            """
            - route:
                id: test-sql
                from:
                  uri: platform-http:/test/sql/{dataSource}
                  parameters:
                    httpMethodRestrict: POST
                  steps:
                    - convertBodyTo:
                        type: String
                    - toD: "jdbc:${header.dataSource}?outputType=SelectOne"
                    - convertBodyTo:
                        type: String
            """;

    private final Path folder;
    private final Properties settings = new Properties();
    private final List<DroverProcess> processes = new ArrayList<>();

    Installation(Path folder) throws IOException {
        this.folder = folder;
        with("drover.files", "Files");
        with("drover.data", "data");
        with("drover.inbox.delay", "0.1");
        with("drover.inbox.min-age", "0.1");
        with("drover.api.loopback", "open");
        with("camel.main.jmxEnabled", "false"); // a tenth of a start; MainJobTest has it
        with("drover.http.open-paths", "/test/*");
        with("camel.server.port", String.valueOf(TestServer.freePort()));
        with("camel.management.port", String.valueOf(TestServer.freePort()));
        for (String shipped : List.of(
                "inbox.camel.yaml",
                "scheduled-tasks.camel.yaml",
                "recurring-jobs.camel.yaml",
                "api.camel.yaml",
                "connector.camel.yaml",
                "oauth.camel.yaml")) {
            withFile("routes/" + shipped, Files.readString(Path.of("routes").resolve(shipped)));
        }
        withFile("routes/test-sql.camel.yaml", SQL_ROUTE);
    }

    /** Puts a setting into its application.properties. */
    Installation with(String key, String value) throws IOException {
        settings.setProperty(key, value);
        Files.createDirectories(folder);
        try (Writer writer = Files.newBufferedWriter(folder.resolve("application.properties"))) {
            settings.store(writer, null);
        }
        return this;
    }

    /** Makes a table in Drover's own database when it starts. */
    Installation withTable(String statement) throws IOException {
        withFile("tables.sql", statement + ";\n");
        return with("drover.store.init", "tables.sql");
    }

    /**
     * Adds a job that loads its inbox's files into the tables of their names.
     *
     * @param dataSource the database
     * @param mapping its mappings; empty for the automatic ones
     */
    Installation withJob(String name, String dataSource, String mapping) throws IOException {
        return withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s">
                    <source><xml/></source>
                    <destination><sql dataSource="%s"/></destination>
                    %s
                </job>
                """
                        .formatted(name, dataSource, mapping));
    }

    /** Adds a job that writes what its inbox's files hold into XML files of this name. */
    Installation withFileJob(String name, String file) throws IOException {
        return withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s">
                    <source><xml/></source>
                    <destination><xml/><output file="%s"/></destination>
                </job>
                """
                        .formatted(name, file));
    }

    /** Adds a recurring job. */
    Installation withRecurringJob(RecurringJobFile file) throws IOException {
        return withFile("Files/RecurringJobs/" + file.name() + ".xml", file.text());
    }

    /** Adds a route file of its own. */
    Installation withRoute(String name, String yaml) throws IOException {
        return withFile("routes/" + name + ".camel.yaml", yaml);
    }

    /** Makes an application known that can ask for tokens; before the start. */
    Credentials application(String name) {
        try (Store store = Store.open(settings())) {
            return TestSecrets.add(settings(), store, name);
        }
    }

    /** Its settings for a process that is not started in its folder. */
    Settings settings() {
        Map<String, String> all = new TreeMap<>();
        settings.stringPropertyNames().forEach(key -> all.put(key, settings.getProperty(key)));
        all.put("drover.data", data().toString());
        all.put("drover.files", files("").toString());
        all.remove("drover.store.init");
        return Settings.of(all);
    }

    /** What is in a file below Files. */
    String read(String path) throws IOException {
        return Files.readString(files(path));
    }

    /** Writes any other file of it. */
    Installation withFile(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** Starts Drover and waits until it is ready. */
    DroverProcess start(String... options) throws IOException {
        return launch(options).awaitReady();
    }

    /** Starts Drover and does not wait. */
    DroverProcess launch(String... options) throws IOException {
        Path console = folder.resolve("console-" + (processes.size() + 1) + ".txt");
        MigratedDatabase.prepare(settings());
        TestKeys.prepare(settings());
        DroverProcess process = DroverProcess.start(this, console, List.of(options));
        processes.add(process);
        return process;
    }

    /** Puts a delivery into a job's inbox as a careful writer does: another name first, then a rename. */
    void drop(String job, String name, Delivery delivery) throws IOException {
        Path inbox = Files.createDirectories(files("Inbox/" + job));
        Path temporary = inbox.resolve("." + name + ".part");
        delivery.write(temporary);
        Files.move(temporary, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The names of the files in a folder below Files: {@code Inbox/Stock}. */
    List<String> list(String path) throws IOException {
        try (Stream<Path> files = Files.list(files(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Whether nothing waits for a job, nor lies aside. */
    boolean isDone(String job) throws IOException {
        return list("Inbox/" + job).isEmpty() && list("Loading/" + job).isEmpty();
    }

    /** The names of the deliveries that lie aside, for a job that has them or had them when it was killed. */
    List<String> aside(String job) throws IOException {
        List<String> names = new ArrayList<>();
        for (String folder : list("Loading/" + job)) {
            names.addAll(list("Loading/" + job + "/" + folder));
        }
        return names;
    }

    private Path files(String path) {
        return folder.resolve(settings.getProperty("drover.files")).resolve(path);
    }

    /** What Drover keeps for itself. */
    Path data() {
        return folder.resolve(settings.getProperty("drover.data"));
    }

    Path folder() {
        return folder;
    }

    /** What asks its API as a command on this machine does. */
    ApiClient api() {
        Settings settings = settings();
        return new ApiClient(url(), OutgoingCalls.SHARED, ApiToken.of(settings));
    }

    /** Address of its API. */
    String url() {
        return "http://127.0.0.1:" + settings.getProperty("camel.server.port");
    }

    String managementUrl() {
        return "http://127.0.0.1:" + settings.getProperty("camel.management.port");
    }

    /** Whether the file by which commands find a running server names this process. */
    boolean announces(long pid) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(data().resolve("server.properties"))) {
            values.load(reader);
        } catch (NoSuchFileException e) {
            return false;
        }
        return String.valueOf(pid).equals(values.getProperty("pid")) && values.containsKey("url");
    }

    /** Ends what still runs of it. */
    @Override
    public void close() {
        processes.forEach(DroverProcess::close);
    }
}
