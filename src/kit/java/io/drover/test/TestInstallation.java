package io.drover.test;

import io.drover.Drover;
import io.drover.settings.Folders;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A copy of an installation's routes and definitions in a folder of its own, with settings that reach nothing outside.
 */
final class TestInstallation implements AutoCloseable {
    private static final String DATA_SOURCE = "drover.datasource.";
    private static final String INIT = "drover.store.init";
    /** Settings of the place where an installation runs, rather than of what it does: ports, certificates, proxies, databases. */
    private static final Pattern OF_THE_PLACE = Pattern.compile("drover\\.|camel\\.(server|management|ssl|main)\\.");

    private static final Set<String> SAMPLE = Set.of("sample-erp.camel.yaml");

    private final Path home;
    private final Path folder;

    private TestInstallation(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    static TestInstallation of(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            throw new IllegalArgumentException("there is no folder " + home.toAbsolutePath()
                    + ": installation() is to be that of an installation, with application.properties in it");
        }
        return new TestInstallation(home, Files.createTempDirectory("drover-test"));
    }

    /** @param more what the test sets itself; these win */
    Settings settings(Map<String, String> more) throws IOException {
        Properties written = written();
        copy(home.resolve(written.getProperty("drover.files", "Files/Integration")), files(), Folders.FLOWING);
        addShipped("shipped-routes", routes());
        addShipped("shipped", routes().resolve("add-ins"));
        copy(home.resolve(written.getProperty("drover.routes", "routes")), routes(), Set.of());
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : written.stringPropertyNames()) {
            String value = written.getProperty(name);
            if (name.startsWith(DATA_SOURCE)) {
                settings.put(name, name.endsWith(".url") ? inMemory(name, value) : "");
            } else if (!OF_THE_PLACE.matcher(name).lookingAt()) {
                settings.put(name, value);
            }
        }
        if (written.containsKey(INIT)) {
            settings.put(INIT, home.resolve(written.getProperty(INIT)).toString());
        }
        settings.put("drover.files", files().toString());
        settings.put("drover.data", folder.resolve("data").toString());
        settings.put("drover.routes", routes().toString());
        settings.put("camel.server.port", freePort());
        settings.put("camel.management.enabled", "false");
        settings.put("camel.main.jmxEnabled", "false");
        settings.putAll(more);
        return Settings.of(settings);
    }

    private Properties written() throws IOException {
        Properties written = new Properties();
        Path file = home.resolve("application.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                written.load(reader);
            }
        }
        return written;
    }

    private Path routes() {
        return folder.resolve("routes");
    }

    /** The copy of Files/Integration. */
    Path files() {
        return folder.resolve("Files");
    }

    private String inMemory(String setting, String url) {
        String name = setting.substring(DATA_SOURCE.length(), setting.length() - ".url".length());
        String mode = url.startsWith("jdbc:postgresql:")
                ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                : url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")
                        ? ";MODE=MariaDB"
                        : url.startsWith("jdbc:sqlserver:") ? ";MODE=MSSQLServer" : "";
        return "jdbc:h2:" + folder.resolve("data").resolve("source-" + name) + mode;
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /** In production they lie beside the team's own, which win here where names are the same. */
    private static void addShipped(String name, Path to) throws IOException {
        URI shipped = URI.create(
                Drover.class.getResource("/io/drover/deploy/" + name + "/").toString());
        if (!shipped.getScheme().equals("jar")) {
            copy(Path.of(shipped), to, SAMPLE);
            return;
        }
        try (FileSystem archive = FileSystems.newFileSystem(shipped, Map.of())) {
            copy(archive.getPath("/io/drover/deploy", name), to, SAMPLE);
        }
    }

    private static void copy(Path from, Path to, Set<String> without) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (isLeftOut(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isLeftOut(file)) {
                    Files.copy(file, target(file), StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }

            private Path target(Path path) {
                return to.resolve(from.relativize(path).toString());
            }

            private boolean isLeftOut(Path path) {
                return from.equals(path.getParent())
                        && without.contains(path.getFileName().toString());
            }
        });
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException failure) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
