package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One way to take a batch of rows into a table. On a {@link #DUPLICATES} error the batch has several rows of one key, which
 * must come one after the other in batches of their own.
 */
public interface StagedLoad {
    /** The SQLSTATE with which ON CONFLICT refuses to touch a row twice: cardinality violation. */
    String DUPLICATES = "21000";

    /** Takes the rows, all of them or, with an error, none that outlives the caller's savepoint. */
    Counts run(List<Object[]> rows) throws SQLException;

    /** The way that always works, when this one does not; itself, when this is it. */
    default StagedLoad fallback() {
        return this;
    }

    /** Reads the only row of a query. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a query of one row. As a plain statement: a plan kept from before would be one for tables of another size. */
    static <T> T single(Connection connection, String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return reader.read(rows);
        }
    }
}
