package io.drover.store.queue;

import io.drover.store.queue.Message.Content;
import io.drover.store.queue.Message.Ids;
import io.drover.store.queue.Message.Lease;
import io.drover.store.queue.Message.Properties;
import io.drover.store.queue.Message.Queue;
import io.drover.store.queue.Message.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A message from its columns in this order. By hand, as each operation of a client reads one: matching names would cost more. */
final class MessageRow implements RowMapper<Message> {
    static final String COLUMNS = "id, uid, execution_uid, execution, activity, job, direction,"
            + " status, reason, attempts, version, created, changed, file, sha256, size, records, payload_removed, payload_node,"
            + " external_id, company, entity, options, application, receipt, lease_until, last_dequeued, earlier_dequeue";

    @Override
    public Message map(ResultSet row, StatementContext context) throws SQLException {
        return new Message(
                new Ids(row.getLong(1), row.getString(2), row.getString(3), number(row, 4)),
                new Queue(row.getString(5), row.getString(6), Direction.valueOf(row.getString(7))),
                new State(
                        MessageStatus.valueOf(row.getString(8)),
                        row.getString(9),
                        row.getInt(10),
                        row.getInt(11),
                        instant(row, 12),
                        instant(row, 13)),
                new Content(
                        row.getString(14),
                        row.getString(15),
                        number(row, 16),
                        number(row, 17),
                        instant(row, 18),
                        row.getString(19)),
                new Properties(
                        row.getString(20), row.getString(21), row.getString(22), row.getString(23), row.getString(24)),
                new Lease(row.getString(25), instant(row, 26), instant(row, 27), instant(row, 28)));
    }

    private static Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
