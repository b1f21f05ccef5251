package io.drover.provider.forward;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A writer that leaves all to another one, but for what its subclass does in another way.
 *
 * @param <W> what it knows of the other one
 */
public abstract class ForwardingWriter<W extends TableWriter> implements TableWriter {
    protected final W writer;

    protected ForwardingWriter(W writer) {
        this.writer = writer;
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return writer.write(rows, rejected);
    }

    @Override
    public void postpone(Postponement postponement, List<Reference> references) {
        writer.postpone(postponement, references);
    }

    @Override
    public Counts writeAgain(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return writer.writeAgain(rows, rejected);
    }

    @Override
    public List<MappedRow> orphans(List<MappedRow> rows) throws SQLException {
        return writer.orphans(rows);
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
