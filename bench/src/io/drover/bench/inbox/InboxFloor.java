package io.drover.bench.inbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The least that a file costs which is loaded exactly once: its row and its name in one transaction, then it is moved and the move made
 * durable. No claims, no history, no hash, and nobody else may run beside it.
 */
public final class InboxFloor {
    private InboxFloor() {}

    /** Arguments: folder, JDBC URL, files. */
    public static void main(String[] args) throws IOException, SQLException {
        Path home = Path.of(args[0]);
        Path inbox = home.resolve("inbox");
        Path archive = Files.createDirectories(home.resolve("archive"));
        SmallFiles.write(inbox, Integer.parseInt(args[2]));
        try (Connection connection = DriverManager.getConnection(args[1])) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE orders (id int PRIMARY KEY, customer varchar(50), total numeric(10, 2))");
                statement.execute("CREATE TABLE loaded (name varchar(100) PRIMARY KEY)");
            }
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            load(connection, inbox, archive);
            System.out.println("seconds " + (System.nanoTime() - start) / 1e9);
        }
    }

    private static void load(Connection connection, Path inbox, Path archive) throws IOException, SQLException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(inbox)) {
            files = listed.sorted().toList();
        }
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?)");
                PreparedStatement loaded = connection.prepareStatement("INSERT INTO loaded VALUES (?)")) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                String[] values = lines.get(1).split(";", -1);
                row.setInt(1, Integer.parseInt(values[0]));
                row.setString(2, values[1]);
                row.setBigDecimal(3, new BigDecimal(values[2]));
                row.executeUpdate();
                loaded.setString(1, file.getFileName().toString());
                loaded.executeUpdate();
                connection.commit();
                Files.move(file, archive.resolve(file.getFileName()));
                try (FileChannel folder = FileChannel.open(archive, StandardOpenOption.READ)) {
                    folder.force(true);
                }
            }
        }
    }
}
