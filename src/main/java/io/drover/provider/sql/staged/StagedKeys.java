package io.drover.provider.sql.staged;

import io.drover.provider.DestinationColumn;
import io.drover.provider.sql.dialect.AtomicWork;
import io.drover.provider.sql.dialect.Removal;
import io.drover.provider.sql.dialect.RowError;
import io.drover.provider.sql.dialect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The keys that a delivery has for a table, in a temporary table. The writers of a table share them. */
public final class StagedKeys {
    private static final int BATCH = 1_000;

    private final Connection connection;
    private final Removal removal;
    private final StagingTable keys;
    private final List<DestinationColumn> columns;
    private final List<Object[]> kept = new ArrayList<>();
    private boolean written;
    private boolean removed;

    public StagedKeys(Connection connection, Removal removal, StagingTable keys, List<DestinationColumn> columns) {
        this.connection = connection;
        this.removal = removal;
        this.keys = keys;
        this.columns = columns;
    }

    public List<DestinationColumn> columns() {
        return columns;
    }

    /** Adds the keys of the rows that are in the staging. */
    void addStaged(MergeSql merge) throws SQLException {
        if (!removal.tableWasEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(merge.remember(keys.name()));
            }
        }
    }

    void add(Object[] key) throws SQLException {
        if (!removal.tableWasEmpty()) {
            kept.add(key);
            if (kept.size() >= BATCH) {
                flush();
            }
        }
    }

    /** Says that a row was stored: only then may others be removed. */
    void rowsWritten() {
        written = true;
    }

    /** Removes the rows of other keys, once for all writers of the table. */
    long removeMissing(int maxDeletePercent) throws SQLException {
        if (removal.tableWasEmpty() || !written || removed) {
            return 0;
        }
        flush();
        keys.analyze();
        String isSame =
                IntStream.range(0, columns.size()).mapToObj(this::isSame).collect(Collectors.joining(" AND "));
        long rows = removal.remove(
                "NOT EXISTS (SELECT 1 FROM " + keys.name() + " s WHERE " + isSame + ")", maxDeletePercent);
        removed = true;
        return rows;
    }

    private String isSame(int key) {
        DestinationColumn column = columns.get(key);
        return "t." + Sql.quote(column.name()) + " = " + keys.value("s.c" + key, column);
    }

    private void flush() throws SQLException {
        store(kept);
        kept.clear();
    }

    /** Stores keys; those that their columns cannot hold are no row's keys. */
    private void store(List<Object[]> batch) throws SQLException {
        try {
            AtomicWork.run(connection, () -> {
                keys.add(batch);
                return null;
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            int half = batch.size() / 2;
            if (half > 0) {
                store(batch.subList(0, half));
                store(batch.subList(half, batch.size()));
            }
        }
    }
}
