package io.drover.job.dry;

import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.forward.AddedColumns;
import io.drover.provider.forward.ForwardingDestination;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A destination that is written to and never committed, while a second transaction beside it still sees the rows as they were.
 */
final class PreviewDestination extends ForwardingDestination {
    private final Destination before;
    private final Preview preview;
    /** Columns that the load would add. */
    private final AddedColumns added = new AddedColumns();

    PreviewDestination(Destination load, Destination before, Preview preview) {
        super(load);
        this.before = before;
        this.preview = preview;
    }

    @Override
    public DestinationTable table(String name) throws SQLException {
        return added.with(super.table(name));
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        List<DestinationColumn> missing = added.of(table);
        List<DestinationColumn> present = new ArrayList<>(columns);
        present.removeAll(missing);
        TableWriter writer = super.writer(table, present, keys, without(options, missing));
        RowLookup now = keys.isEmpty() ? null : super.lookup(table, present, keys);
        RowLookup then = now == null ? null : before.lookup(table, present, keys);
        int[] key = keys.stream().mapToInt(present::indexOf).toArray();
        TableWriter shown =
                new PreviewWriter(writer, table.name(), present, key, new PreviewWriter.Rows(then, now), preview);
        return missing.isEmpty()
                ? shown
                : new NarrowWriter(
                        shown, present.stream().mapToInt(columns::indexOf).toArray());
    }

    private static WriteOptions without(WriteOptions options, List<DestinationColumn> missing) {
        Set<DestinationColumn> insertOnly = new HashSet<>(options.insertOnly());
        Set<DestinationColumn> kept = new HashSet<>(options.keptWhenNull());
        missing.forEach(insertOnly::remove);
        missing.forEach(kept::remove);
        return new WriteOptions(options.table(), insertOnly, kept);
    }

    /** Not in the database, which would keep it, or keep others from reading the table: only in what is said of it. */
    @Override
    public void addColumn(DestinationTable table, String name) {
        added.add(table, name);
        preview.addColumn(table.name(), name);
    }

    @Override
    public void commit() {
        throw new IllegalStateException("a dry run does not commit");
    }

    @Override
    public void cancel() {
        super.cancel();
        before.cancel();
    }

    @Override
    public void abort() {
        super.abort();
        before.abort();
    }

    @Override
    public void close() throws SQLException {
        try (before) {
            super.close();
        }
    }
}
