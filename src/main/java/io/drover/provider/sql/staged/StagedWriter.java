package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.TableWriter.Postponement;
import io.drover.provider.sql.dialect.SqlTableWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Gathers rows into batches, for the cost of a merge is in its start, and stores them. */
public final class StagedWriter implements SqlTableWriter {
    private static final int BATCH_ROWS = 8_000;
    /** Bounds the memory: a batch takes some five times as much. */
    private static final int BATCH_CHARACTERS = 8_000_000;
    /** What a value that is no text counts for. */
    private static final int VALUE_CHARACTERS = 8;

    private final StagedStore store;
    private final Function<List<Reference>, OrphanRows> orphanRows;
    private final int[] keyPositions;
    private final StagedKeys seen;
    private List<MappedRow> batch = new ArrayList<>();
    private long characters;
    private Postponement postponement;

    /**
     * Makes a writer.
     *
     * @param orphanRows finds the rows that break a foreign key of these
     * @param seen where to note the keys, or null when nothing will be removed
     */
    public StagedWriter(
            StagedStore store,
            Function<List<Reference>, OrphanRows> orphanRows,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            StagedKeys seen) {
        this.store = store;
        this.orphanRows = orphanRows;
        this.keyPositions = keys.stream().mapToInt(columns::indexOf).toArray();
        this.seen = seen;
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) {
        for (MappedRow row : rows) {
            batch.add(row);
            characters += characters(row);
        }
        return Counts.NONE;
    }

    @Override
    public void postpone(Postponement to, List<Reference> references) {
        postponement = to;
        store.orphans().expect(references.isEmpty() ? null : orphanRows.apply(references));
    }

    @Override
    public List<MappedRow> orphans(List<MappedRow> rows) throws SQLException {
        return store.orphans().of(rows);
    }

    @Override
    public boolean full() {
        return batch.size() >= BATCH_ROWS || characters >= BATCH_CHARACTERS;
    }

    private static long characters(MappedRow row) {
        long characters = 0;
        for (Object value : row.values()) {
            characters += value instanceof String text ? text.length() : VALUE_CHARACTERS;
        }
        return characters;
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        if (batch.isEmpty()) {
            return Counts.NONE;
        }
        List<MappedRow> rows = batch;
        batch = new ArrayList<>();
        characters = 0;
        List<MappedRow> refused = new ArrayList<>();
        int[] notStored = new int[1];
        BiConsumer<MappedRow, String> keeping = (row, reason) -> {
            refused.add(row);
            rejected.accept(row, reason);
        };
        Counts counts = store.store(rows, new RefusedRows(keeping, postponement).telling(row -> notStored[0]++));
        for (MappedRow row : refused) {
            keep(key(row));
        }
        if (seen != null && notStored[0] < rows.size()) {
            seen.rowsWritten();
        }
        return counts;
    }

    private Object[] key(MappedRow row) {
        Object[] key = new Object[keyPositions.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = row.values()[keyPositions[i]];
        }
        return key;
    }

    @Override
    public boolean pending() {
        return !batch.isEmpty();
    }

    @Override
    public void keep(Object[] key) throws SQLException {
        if (seen != null) {
            seen.add(key);
        }
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        if (pending()) {
            throw new IllegalStateException("rows are held back: flush before removeMissing");
        }
        return seen.removeMissing(maxDeletePercent);
    }

    @Override
    public void close() {
        // The temporary tables go with the transaction; rows still held back keep it from being committed
    }
}
