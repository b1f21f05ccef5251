package io.drover.provider.sql.shop;

import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;

/** Fills rows in before they are stored, and does what belongs to a row when it is. */
abstract class ShapedWriter implements TableWriter {
    /** Rows whose further work is held back with them. */
    private static final int MOST_HELD = 20_000;

    protected final Shop shop;
    protected final RowShape shape;
    private final TableWriter writer;
    /** By stored row: the row that it was made of, for messages and for what is done when it is stored. */
    private final IdentityHashMap<MappedRow, MappedRow> held = new IdentityHashMap<>();

    private final List<MappedRow> order = new ArrayList<>();
    private boolean unknownKey;

    /** @param keys of the stored rows */
    ShapedWriter(Shop shop, RowShape shape, List<DestinationColumn> keys) throws SQLException {
        this.shop = shop;
        this.shape = shape;
        this.writer = shop.database().writer(shape.table(), shape.stored(), keys, shape.writeOptions());
    }

    /** The rows to be stored for one that came, its own first; none when there is nothing to do. */
    protected abstract List<Object[]> stored(MappedRow row) throws SQLException;

    /**
     * A row is stored.
     *
     * @param row as it came
     * @param values as they are stored
     */
    protected void wasStored(MappedRow row, Object[] values) throws SQLException {}

    /** The key of a stored row for the key that a mapping has, or null when that does not tell. */
    protected Object[] storedKey(Object[] key) throws SQLException {
        return key;
    }

    /** Flushes what belongs to the rows. */
    protected void flushBeside(BiConsumer<MappedRow, String> rejected) throws SQLException {}

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        List<MappedRow> filled = new ArrayList<>(rows.size());
        long nothingToDo = 0;
        for (MappedRow row : rows) {
            try {
                List<Object[]> all = stored(row);
                nothingToDo += all.isEmpty() ? 1 : 0;
                for (Object[] values : all) {
                    MappedRow made = new MappedRow(row.source(), values);
                    filled.add(made);
                    held.put(made, row);
                    order.add(made);
                }
            } catch (RefusedRowException e) {
                rejected.accept(row, e.getMessage());
            }
        }
        return writer.write(filled, (row, reason) -> refuse(row, reason, rejected))
                .plus(new Counts(0, 0, nothingToDo));
    }

    private void refuse(MappedRow made, String reason, BiConsumer<MappedRow, String> rejected) {
        MappedRow row = held.remove(made);
        rejected.accept(row == null ? made : row, reason);
    }

    @Override
    public boolean full() {
        return writer.full() || order.size() >= MOST_HELD;
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts counts = writer.flush((row, reason) -> refuse(row, reason, rejected));
        for (MappedRow made : order) {
            MappedRow row = held.remove(made);
            if (row != null) {
                wasStored(row, made.values());
            }
        }
        order.clear();
        flushBeside(rejected);
        return counts;
    }

    @Override
    public void keep(Object[] key) throws SQLException {
        Object[] ofStored = storedKey(key);
        if (ofStored == null) {
            unknownKey = true;
        } else {
            writer.keep(ofStored);
        }
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        return unknownKey ? 0 : writer.removeMissing(maxDeletePercent);
    }

    /** Whether a rejected record does not tell which row it is: then no row can be called missing. */
    protected boolean hasUnknownKey() {
        return unknownKey;
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }

    /** A row cannot be stored; the message says why. */
    static final class RefusedRowException extends SQLException {
        private static final long serialVersionUID = 1L;

        RefusedRowException(String message) {
            super(message);
        }
    }
}
