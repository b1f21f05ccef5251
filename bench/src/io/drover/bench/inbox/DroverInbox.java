package io.drover.bench.inbox;

import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Drover with its shipped routes and one job, in whose inbox all files lie when it starts. */
public final class DroverInbox {
    private static final String JOB =
            """
            <job name="Orders">
                <source><csv delimiter=";" table="orders"/></source>
                <destination><sql/></destination>
                <mapping source="orders" destination="orders"/>
            </job>
            """;

    private DroverInbox() {}

    /** Arguments: folder, JDBC URL, files. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path home = Path.of(args[0]);
        int files = Integer.parseInt(args[2]);
        for (String routes : new String[] {"inbox", "scheduled-tasks"}) {
            Path file = home.resolve("routes/" + routes + ".camel.yaml");
            Files.createDirectories(file.getParent());
            Files.copy(Path.of("routes/" + routes + ".camel.yaml"), file);
        }
        Files.createDirectories(home.resolve("Files/Jobs"));
        Files.writeString(home.resolve("Files/Jobs/Orders.xml"), JOB);
        Path inbox = home.resolve("Files/Inbox/Orders");
        try (Server server = Server.start(settings(home, args[1]), Mode.SERVE);
                Connection connection = DriverManager.getConnection(args[1]);
                Statement statement = connection.createStatement()) {
            if (!server.deployments().problems().isEmpty()) {
                throw new IllegalStateException(server.deployments().problems().toString());
            }
            statement.execute("CREATE TABLE orders (id int PRIMARY KEY, customer varchar(50), total numeric(10, 2))");
            SmallFiles.write(home.resolve("Files/Inbox/written"), files);
            TimeUnit.MILLISECONDS.sleep(1_500); // they have been left alone for long enough
            long start = System.nanoTime();
            try (Stream<Path> written = Files.list(home.resolve("Files/Inbox/written"))) {
                for (Path file : (Iterable<Path>) written.sorted()::iterator) {
                    Files.move(file, inbox.resolve(file.getFileName()));
                }
            }
            while (filesIn(home.resolve("Files/Archive/Orders")) < files) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            System.out.println("seconds " + (System.nanoTime() - start) / 1e9);
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM orders")) {
                row.next();
                if (row.getInt(1) != files) {
                    throw new IllegalStateException(row.getInt(1) + " rows of " + files);
                }
            }
        }
        System.exit(0);
    }

    private static long filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static Settings settings(Path home, String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("drover.store.url", url);
        settings.put("drover.files", home.resolve("Files").toString());
        settings.put("drover.data", home.resolve("data").toString());
        settings.put("drover.routes", home.resolve("routes").toString());
        settings.put("camel.server.port", String.valueOf(TestServer.freePort()));
        settings.put("camel.management.port", String.valueOf(TestServer.freePort()));
        return Settings.of(settings);
    }
}
