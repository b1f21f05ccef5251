package io.drover.store.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A message from its columns in this order. By hand, as each operation of a client reads one: matching names would cost more. */
final class MessageRow implements RowMapper<Message> {
    static final String COLUMNS =
            "id, uid, activity, job, direction, status, execution_uid, execution, file, sha256, size,"
                    + " payload_removed, payload_node, external_id, company, entity, options, application, receipt, lease_until, last_dequeued,"
                    + " earlier_dequeue, attempts, records, version, reason, created, changed";

    @Override
    public Message map(ResultSet row, StatementContext context) throws SQLException {
        int column = 0;
        return new Message(
                row.getLong(++column),
                row.getString(++column),
                row.getString(++column),
                row.getString(++column),
                Direction.valueOf(row.getString(++column)),
                MessageStatus.valueOf(row.getString(++column)),
                row.getString(++column),
                number(row, ++column),
                row.getString(++column),
                row.getString(++column),
                number(row, ++column),
                instant(row, ++column),
                row.getString(++column),
                row.getString(++column),
                row.getString(++column),
                row.getString(++column),
                row.getString(++column),
                row.getString(++column),
                row.getString(++column),
                instant(row, ++column),
                instant(row, ++column),
                instant(row, ++column),
                row.getInt(++column),
                number(row, ++column),
                row.getInt(++column),
                row.getString(++column),
                instant(row, ++column),
                instant(row, ++column));
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
