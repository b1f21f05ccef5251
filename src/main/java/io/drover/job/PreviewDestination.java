package io.drover.job;

import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A destination that is written to and never committed, while a second transaction beside it still sees the rows as they were.
 */
final class PreviewDestination implements Destination {
    private final Destination load;
    private final Destination before;
    private final Preview preview;

    PreviewDestination(Destination load, Destination before, Preview preview) {
        this.load = load;
        this.before = before;
        this.preview = preview;
    }

    @Override
    public DestinationTable table(String name) throws SQLException {
        return load.table(name);
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        TableWriter writer = load.writer(table, columns, keys, options);
        RowLookup now = keys.isEmpty() ? null : load.lookup(table, columns, keys);
        RowLookup then = now == null ? null : before.lookup(table, columns, keys);
        int[] key = keys.stream().mapToInt(columns::indexOf).toArray();
        return new PreviewWriter(writer, table.name(), columns, key, then, now, preview);
    }

    @Override
    public Connection connection() {
        return load.connection();
    }

    @Override
    public void commit() {
        throw new IllegalStateException("a dry run does not commit");
    }

    @Override
    public void cancel() {
        load.cancel();
        before.cancel();
    }

    @Override
    public void close() throws SQLException {
        try (before) {
            load.close();
        }
    }
}
