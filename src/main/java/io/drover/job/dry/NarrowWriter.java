package io.drover.job.dry;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes some of the columns of rows only. */
final class NarrowWriter implements TableWriter {
    private final TableWriter writer;
    private final int[] positions;

    /** @param positions of the columns that the writer takes, among those of the rows */
    NarrowWriter(TableWriter writer, int[] positions) {
        this.writer = writer;
        this.positions = positions;
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return writer.write(rows.stream().map(this::narrow).toList(), rejected);
    }

    private MappedRow narrow(MappedRow row) {
        Object[] values = new Object[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.values()[positions[i]];
        }
        return new MappedRow(row.source(), values);
    }

    @Override
    public boolean full() {
        return writer.full();
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        return writer.flush(rejected);
    }

    @Override
    public void keep(Object[] key) throws SQLException {
        writer.keep(key);
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        return writer.removeMissing(maxDeletePercent);
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
