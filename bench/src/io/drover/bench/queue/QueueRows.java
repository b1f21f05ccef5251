package io.drover.bench.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.settings.Settings;
import io.drover.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;

/** Messages put into Drover's tables by SQL, while no server runs on them. */
final class QueueRows {
    /** Of the content that {@link DroverSide} keeps, and that all of them share. */
    static final byte[] PAYLOAD = "x".repeat(4096).getBytes(UTF_8);

    private static final List<String> ENDED = List.of("Enqueued", "Dequeued", "Acked");

    private static final String MESSAGES =
            """
            INSERT INTO drover.message (uid, activity, job, direction, status, open_queue, execution_uid, file, sha256, size,
                receipt, last_dequeued, attempts, version, created, changed)
            SELECT uid, ?, 'Export', 'EXPORT', ?, ?, 'Export-' || uid, 'export.xml', ?, 4096,
                ?, ?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
            FROM (SELECT CAST(%s AS VARCHAR(36)) AS uid FROM generate_series(1, ?) AS n) AS made
            """;

    private static final String TRANSITIONS =
            """
            INSERT INTO drover.message_transition (message, version, status, at)
            SELECT id, ?, ?, created FROM drover.message WHERE activity = ? AND status = ?
            """;

    private QueueRows() {}

    /** Makes Drover's tables in a new database. */
    static void create(String url, Path folder) {
        Settings settings = Settings.of(Map.of(
                "drover.store.url", url, "drover.data", folder.resolve("data").toString()));
        Store.open(settings).close();
    }

    /**
     * Puts messages into the queue of a recurring export.
     *
     * @param acked whether they have been taken and acknowledged long ago, or wait
     */
    static void fill(String url, String activity, int count, boolean acked) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement messages = connection.prepareStatement(
                        MESSAGES.formatted(url.startsWith("jdbc:h2:") ? "RANDOM_UUID()" : "gen_random_uuid()"));
                Statement after = connection.createStatement()) {
            messages.setString(1, activity);
            messages.setString(2, acked ? "Acked" : "Enqueued");
            messages.setString(3, acked ? null : activity);
            messages.setString(4, BarePayloads.sha256(PAYLOAD));
            messages.setString(5, acked ? "taken" : null);
            messages.setTimestamp(6, acked ? new Timestamp(0) : null);
            messages.setInt(7, acked ? 1 : 0);
            messages.setInt(8, acked ? 2 : 0);
            messages.setInt(9, count);
            messages.executeUpdate();
            transitions(connection, activity, acked ? ENDED : ENDED.subList(0, 1));
            after.execute("ANALYZE");
        }
    }

    private static void transitions(Connection connection, String activity, List<String> statuses) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TRANSITIONS)) {
            for (String status : statuses) {
                insert.setInt(1, statuses.indexOf(status));
                insert.setString(2, status);
                insert.setString(3, activity);
                insert.setString(4, statuses.get(statuses.size() - 1));
                insert.executeUpdate();
            }
        }
    }
}
