package io.drover.provider.sql;

import io.drover.provider.ColumnType;
import io.drover.provider.Counts;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Mode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One way to take a batch of rows into a table. On a {@link #DUPLICATES} error the batch has several rows of one key, which
 * must come one after the other in batches of their own.
 */
interface StagedLoad {
    /** The SQLSTATE with which ON CONFLICT refuses to touch a row twice: cardinality violation. */
    String DUPLICATES = "21000";

    /** Takes the rows, all of them or, with an error, none that outlives the caller's savepoint. */
    Counts run(List<Object[]> rows) throws SQLException;

    /** The way that always works, when this one does not; itself, when this is it. */
    default StagedLoad fallback() {
        return this;
    }

    /**
     * The best way.
     *
     * @param unique whether a unique index has exactly the key columns
     */
    static StagedLoad choose(Connection connection, Staging staging, PostgresMerge merge, boolean unique)
            throws SQLException {
        boolean direct = merge.columns().stream().noneMatch(column -> column.type() == ColumnType.OTHER);
        if (!merge.hasKeys()) {
            return direct ? new DirectCopy(connection, merge, null) : new StagedInsert(connection, staging, merge);
        }
        TableOptions options = merge.options().table();
        if (options.deleteIncoming()) {
            return new DeleteIncoming(connection, staging, merge);
        }
        if (options.mode() == Mode.UPDATE) {
            return new UpdateExisting(connection, staging, merge);
        }
        StagedLoad upsert =
                unique ? new Upsert(connection, staging, merge) : new UpdateAndInsert(connection, staging, merge);
        boolean empty = unique && direct && (options.truncateFirst() || isEmpty(connection, merge));
        return empty ? new DirectCopy(connection, merge, upsert) : upsert;
    }

    private static boolean isEmpty(Connection connection, PostgresMerge merge) throws SQLException {
        return single(connection, merge.isEmpty(), row -> row.getBoolean(1));
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
