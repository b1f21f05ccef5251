package io.drover.job.validate;

import io.drover.provider.Counts;
import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.forward.AddedColumns;
import io.drover.provider.forward.ForwardingDestination;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** A destination of which a run that only validates reads what its tables are like; it changes nothing, locks nothing, opens no file. */
public final class UntouchedDestination extends ForwardingDestination {
    private final AddedColumns added = new AddedColumns();

    /** Takes the destination, which is closed with this one. */
    public UntouchedDestination(Destination destination) {
        super(destination);
    }

    @Override
    public DestinationTable table(String name) throws SQLException {
        return added.with(super.table(name));
    }

    @Override
    public void addColumn(DestinationTable table, String name) {
        added.add(table, name);
    }

    @Override
    public void truncate(DestinationTable table) {
        // what is there stays
    }

    @Override
    public boolean deferReferences() {
        return false;
    }

    @Override
    public boolean checkReferences(boolean keep) {
        return keep;
    }

    @Override
    public TableWriter writer(
            DestinationTable table,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            WriteOptions options) {
        return new NoRows();
    }

    @Override
    public void commit() {
        throw new IllegalStateException("a run that only validates does not commit");
    }

    /** Takes rows and writes none. */
    private static final class NoRows implements TableWriter {
        @Override
        public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) {
            return Counts.NONE;
        }

        @Override
        public boolean full() {
            return false;
        }

        @Override
        public Counts flush(BiConsumer<MappedRow, String> rejected) {
            return Counts.NONE;
        }

        @Override
        public void keep(Object[] key) {
            // nothing is removed
        }

        @Override
        public long removeMissing(int maxDeletePercent) {
            return 0;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
