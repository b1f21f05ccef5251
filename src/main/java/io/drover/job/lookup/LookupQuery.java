package io.drover.job.lookup;

import io.drover.mapping.context.LookupDefinition;
import io.drover.provider.DestinationException;
import io.drover.provider.value.CanonicalText;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import javax.sql.DataSource;

/** Reads a lookup table by a query: its first column has the keys, its second the values. */
final class LookupQuery {
    private static final int FETCH_SIZE = 1_000;

    private LookupQuery() {}

    static void read(DataSource dataSource, LookupDefinition.OfQuery definition, LookupContent content)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false); // PostgreSQL fetches in steps within a transaction only
            try (PreparedStatement statement = connection.prepareStatement(definition.query())) {
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.getMetaData().getColumnCount() < 2) {
                        throw new DestinationException("the lookup in " + definition.name()
                                + " gives one column; two are needed, the key and its value");
                    }
                    while (rows.next()) {
                        content.add(text(rows, 1), text(rows, 2));
                    }
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof Timestamp timestamp) {
            return CanonicalText.of(timestamp.toLocalDateTime());
        }
        if (value instanceof Date date) {
            return CanonicalText.of(date.toLocalDate());
        }
        if (value instanceof Time time) {
            return CanonicalText.of(time.toLocalTime());
        }
        boolean known = value == null || value instanceof Number || value instanceof Boolean || value instanceof byte[];
        return known ? CanonicalText.of(value) : rows.getString(column);
    }
}
