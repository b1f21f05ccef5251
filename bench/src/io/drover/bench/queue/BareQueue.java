package io.drover.bench.queue;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The statements of a queue on Drover's tables, and nothing else: a message and its transition in one commit each. */
abstract class BareQueue {
    static final String INSERT =
            """
            INSERT INTO drover.message (uid, activity, job, direction, status, open_queue, execution_uid, sha256, size,
                created, changed)
            VALUES (?, ?, 'Import', 'IMPORT', 'Enqueued', ?, ?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
            """;

    static final String LEASE =
            """
            UPDATE drover.message SET status = 'Dequeued', receipt = ?, lease_until = CURRENT_TIMESTAMP + INTERVAL '30' MINUTE,
                earlier_dequeue = last_dequeued, last_dequeued = CURRENT_TIMESTAMP, attempts = attempts + 1,
                version = version + 1, changed = CURRENT_TIMESTAMP
            WHERE id =
            """;

    static final String ACK =
            """
            UPDATE drover.message SET status = 'Acked', open_queue = NULL, lease_until = NULL, version = version + 1,
                changed = CURRENT_TIMESTAMP
            WHERE uid = ? AND receipt = ? AND activity = ? AND open_queue IS NOT NULL
            """;

    static final String NEXT =
            """
            SELECT id FROM drover.message WHERE open_queue = ? AND lease_until IS NULL AND status = 'Enqueued'
            ORDER BY open_queue, lease_until, id LIMIT 1
            """;

    static final String EXPIRED =
            """
            SELECT id FROM drover.message WHERE open_queue = ?
                AND lease_until BETWEEN TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00' AND CURRENT_TIMESTAMP
            ORDER BY open_queue, lease_until, id LIMIT 1
            """;

    static final String TRANSITION = "INSERT INTO drover.message_transition (message, version, status, at, receipt)"
            + " SELECT id, version, status, changed, receipt FROM ";

    private final DataSource dataSource;

    private BareQueue(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Gives the message id. */
    String enqueue(String activity, String sha256, int size) throws SQLException {
        String uid = UUID.randomUUID().toString();
        change(INSERT, uid, activity, activity, uid, sha256, size);
        return uid;
    }

    /** Gives the answer of a dequeue, or null when there is nothing. */
    String dequeue(String activity) throws SQLException {
        String receipt = UUID.randomUUID().toString();
        String uid = lease(activity, receipt);
        return uid == null
                ? null
                : new JsonObject()
                        .put("CorrelationId", uid)
                        .put("PopReceipt", receipt)
                        .put("DownloadLocation", "http://127.0.0.1/api/connector/download/" + uid)
                        .put("IsDownLoadFileExist", true)
                        .put("FileDownLoadErrorMessage", "")
                        .encode();
    }

    /** Acknowledges; fails when the receipt is not the message's. */
    String ack(String activity, JsonObject message) throws SQLException {
        if (change(ACK, message.getString("CorrelationId"), message.getString("PopReceipt"), activity) == null) {
            throw new SQLException("stale receipt");
        }
        return "";
    }

    /** Gives the message id, or null. */
    abstract String lease(String activity, String receipt) throws SQLException;

    /** Changes a message and enters its transition; gives its message id, or null when there was none. */
    abstract String change(String sql, Object... values) throws SQLException;

    Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    static String first(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** PostgreSQL: one statement each, and rows that another has locked are passed over. */
    static final class Postgres extends BareQueue {
        Postgres(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        String change(String sql, Object... values) throws SQLException {
            try (Connection connection = connection()) {
                return first(
                        connection,
                        "WITH changed AS (" + sql + " RETURNING *), entered AS (" + TRANSITION
                                + "changed) SELECT uid FROM changed",
                        values);
            }
        }

        @Override
        String lease(String activity, String receipt) throws SQLException {
            return change(
                    LEASE + "COALESCE((" + EXPIRED + "FOR UPDATE SKIP LOCKED), (" + NEXT + "FOR UPDATE SKIP LOCKED))",
                    receipt,
                    activity,
                    activity);
        }
    }

    /** H2: one at a time takes a message, which is many times as fast there. */
    static final class H2 extends BareQueue {
        private final Map<String, Object> locks = new ConcurrentHashMap<>();

        H2(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        String change(String sql, Object... values) throws SQLException {
            try (Connection connection = connection()) {
                connection.setAutoCommit(false);
                String uid = change(connection, sql, values);
                connection.commit();
                return uid;
            }
        }

        private static String change(Connection connection, String sql, Object... values) throws SQLException {
            String uid = first(connection, "SELECT uid FROM FINAL TABLE (" + sql + ")", values);
            if (uid != null) {
                try (PreparedStatement entry =
                        connection.prepareStatement(TRANSITION + "drover.message WHERE uid = ?")) {
                    bind(entry, uid);
                    entry.executeUpdate();
                }
            }
            return uid;
        }

        @Override
        String lease(String activity, String receipt) throws SQLException {
            synchronized (locks.computeIfAbsent(activity, a -> new Object())) {
                try (Connection connection = connection()) {
                    connection.setAutoCommit(false);
                    String expired = first(connection, EXPIRED, activity);
                    String id = expired == null ? first(connection, NEXT, activity) : expired;
                    String uid = id == null ? null : change(connection, LEASE + "?", receipt, Long.valueOf(id));
                    connection.commit();
                    return uid;
                }
            }
        }
    }
}
