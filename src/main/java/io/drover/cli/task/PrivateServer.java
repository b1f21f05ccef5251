package io.drover.cli.task;

import io.drover.cli.session.Session;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import io.drover.task.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Drover of one command alone: with the add-ins of this installation, but without its definitions, data and databases. */
final class PrivateServer implements AutoCloseable {
    private final Path folder;
    private final Server server;

    private PrivateServer(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    static PrivateServer start() throws IOException {
        Path folder = Files.createTempDirectory("drover-alone-");
        Files.createDirectory(folder.resolve("Files"));
        try {
            return new PrivateServer(folder, Server.start(settings(folder), Mode.COMMAND));
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static Settings settings(Path folder) {
        Map<String, String> values = new HashMap<>();
        Session.settings().all().forEach((name, value) -> values.put(name.toString(), value.toString()));
        values.keySet().removeIf(name -> name.startsWith("drover.datasource."));
        values.put("drover.store.url", "");
        values.put("drover.store.init", "");
        values.put("drover.data", folder.resolve("data").toString());
        values.put("drover.files", folder.resolve("Files").toString());
        return Settings.of(values);
    }

    TestRequests testRequests() {
        return new TestRequests(server.camel());
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        delete(folder);
    }
}
