package io.drover.job.dry;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.TableWriter;
import io.drover.provider.TableWriter.Postponement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes some of the columns of rows only. */
final class NarrowWriter implements TableWriter {
    private final TableWriter writer;
    private final int[] positions;
    private final int width;

    /**
     * Makes a writer.
     *
     * @param positions of the columns that the writer takes, among those of the rows
     * @param width how many columns the rows have
     */
    NarrowWriter(TableWriter writer, int[] positions, int width) {
        this.writer = writer;
        this.width = width;
        this.positions = positions;
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return writer.write(rows.stream().map(this::narrow).toList(), rejected);
    }

    @Override
    public Counts writeAgain(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return writer.writeAgain(rows.stream().map(this::narrow).toList(), rejected);
    }

    @Override
    public void postpone(Postponement postponement, List<Reference> references) {
        writer.postpone(postponement == null ? null : new Widening(postponement), references);
    }

    /** Gives rows on as they came, but for the values that are not written. */
    private final class Widening implements Postponement {
        private final Postponement postponement;

        private Widening(Postponement postponement) {
            this.postponement = postponement;
        }

        @Override
        public boolean holds(MappedRow row) {
            return postponement.holds(wide(row));
        }

        @Override
        public void postpone(MappedRow row) {
            postponement.postpone(wide(row));
        }

        @Override
        public long key(MappedRow row) {
            return postponement.key(wide(row));
        }
    }

    private MappedRow wide(MappedRow row) {
        Object[] values = new Object[width];
        for (int i = 0; i < positions.length; i++) {
            values[positions[i]] = row.values()[i];
        }
        return new MappedRow(row.source(), values);
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
