package io.drover.store.collection;

import io.drover.store.collection.StoredRecord.Stamps;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Rows of the tables as records, and values of parameters. */
final class RecordRows {
    /** The columns of a record, in the order in which {@link #read} takes them. */
    static final String COLUMNS = "identifier, document, hash, version, inserted, updated, messages";

    static final int COUNT = 7;

    private RecordRows() {}

    static StoredRecord read(ResultSet row) throws SQLException {
        return new StoredRecord(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new Stamps(
                        row.getLong(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getObject(6, OffsetDateTime.class).toInstant()),
                row.getString(7));
    }

    static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        int at = 1;
        for (Object value : values) {
            if (value instanceof String text) {
                statement.setString(at++, text);
            } else if (value instanceof BigDecimal number) {
                statement.setBigDecimal(at++, number);
            } else if (value instanceof OffsetDateTime time) {
                statement.setObject(at++, time.withOffsetSameInstant(ZoneOffset.UTC));
            } else {
                statement.setObject(at++, value);
            }
        }
    }
}
