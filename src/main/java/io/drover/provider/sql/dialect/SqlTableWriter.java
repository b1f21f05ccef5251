package io.drover.provider.sql.dialect;

import io.drover.provider.Counts;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.TableWriter;
import io.drover.provider.TableWriter.Postponement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** A writer that its destination can ask whether it may commit. */
public interface SqlTableWriter extends TableWriter {

    /** Whether there are rows held back. */
    boolean pending();

    /** Refuses the commit when what was written must not stay. */
    default void beforeCommit() throws DestinationException {}

    /** A writer that stands before another one, which does what is not overridden. */
    abstract class Before implements SqlTableWriter {
        private final SqlTableWriter writer;

        public Before(SqlTableWriter writer) {
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
        public boolean pending() {
            return writer.pending();
        }

        @Override
        public void beforeCommit() throws DestinationException {
            writer.beforeCommit();
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
}
