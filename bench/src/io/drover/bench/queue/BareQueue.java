package io.drover.bench.queue;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The statements of a queue on Drover's tables, and nothing else: a row and its transition in one commit each. */
abstract class BareQueue {
    private static final String INSERT =
            """
            INSERT INTO drover.message (uid, activity, job, direction, status, open_queue, execution_uid, sha256, size,
                correlation_id, created, changed)
            VALUES (?, ?, 'Bench', 'Import', 'Enqueued', ?, ?, ?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
            """;

    private static final String TRANSITION =
            "INSERT INTO drover.message_transition (message, version, status, at) VALUES (?, ?, ?, CURRENT_TIMESTAMP)";

    private static final String LEASE =
            """
            UPDATE drover.message SET status = 'Dequeued', receipt = ?, lease_until = CURRENT_TIMESTAMP + INTERVAL '30' MINUTE,
                last_dequeued = CURRENT_TIMESTAMP, attempts = attempts + 1, version = version + 1, changed = CURRENT_TIMESTAMP
            WHERE id = ?
            """;

    private static final String ACK =
            """
            UPDATE drover.message SET status = 'Acked', open_queue = NULL, lease_until = NULL, version = version + 1,
                changed = CURRENT_TIMESTAMP
            WHERE id = ? AND receipt = ? AND activity = ? AND status = 'Dequeued'
            """;

    private static final String NEXT =
            """
            SELECT id, uid, correlation_id, version FROM drover.message
            WHERE open_queue = ? AND (status = 'Enqueued' OR lease_until < CURRENT_TIMESTAMP)
            ORDER BY id FETCH FIRST 1 ROW ONLY
            """;

    private final DataSource dataSource;

    private BareQueue(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Gives the message id. */
    String enqueue(String activity, String sha256, int size) throws SQLException {
        String uid = UUID.randomUUID().toString();
        return inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
                bind(insert, uid, activity, activity, uid, sha256, size, uid);
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    transition(connection, keys.getLong(1), 0, "Enqueued");
                }
            }
            return uid;
        });
    }

    /** Gives the answer of a dequeue, or null when there is nothing. */
    abstract String dequeue(String activity) throws SQLException;

    String lease(String activity, String lock) throws SQLException {
        return inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEXT + lock)) {
                bind(select, activity);
                try (ResultSet next = select.executeQuery()) {
                    return next.next() ? lease(connection, next) : null;
                }
            }
        });
    }

    private static String lease(Connection connection, ResultSet message) throws SQLException {
        long id = message.getLong("id");
        String receipt = id + "." + UUID.randomUUID();
        try (PreparedStatement update = connection.prepareStatement(LEASE)) {
            bind(update, receipt, id);
            update.executeUpdate();
        }
        transition(connection, id, message.getInt("version") + 1, "Dequeued");
        return new JsonObject()
                .put("CorrelationId", message.getString("correlation_id"))
                .put("PopReceipt", receipt)
                .put("DownloadLocation", "http://127.0.0.1/api/connector/download/" + message.getString("uid"))
                .put("IsDownLoadFileExist", true)
                .put("FileDownLoadErrorMessage", "")
                .encode();
    }

    /** Acknowledges; fails when the receipt is not the message's. */
    String ack(String activity, JsonObject message) throws SQLException {
        String receipt = message.getString("PopReceipt");
        long id = Long.parseLong(receipt.substring(0, receipt.indexOf('.')));
        return inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(ACK)) {
                bind(update, id, receipt, activity);
                if (update.executeUpdate() == 0) {
                    throw new SQLException("stale receipt");
                }
            }
            transition(connection, id, 2, "Acked");
            return "";
        });
    }

    private static void transition(Connection connection, long message, int version, String status)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TRANSITION)) {
            bind(insert, message, version, status);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Some statements, one commit. */
    private interface Transaction {
        String run(Connection connection) throws SQLException;
    }

    private String inTransaction(Transaction transaction) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            String result = transaction.run(connection);
            connection.commit();
            return result;
        }
    }

    /** PostgreSQL: rows that another has locked are passed over. */
    static final class Postgres extends BareQueue {
        Postgres(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        String dequeue(String activity) throws SQLException {
            return lease(activity, "FOR UPDATE SKIP LOCKED");
        }
    }

    /** H2: one at a time, which is many times as fast there. */
    static final class H2 extends BareQueue {
        private final Map<String, Object> locks = new ConcurrentHashMap<>();

        H2(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        String dequeue(String activity) throws SQLException {
            synchronized (locks.computeIfAbsent(activity, a -> new Object())) {
                return lease(activity, "");
            }
        }
    }
}
