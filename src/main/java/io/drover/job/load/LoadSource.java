package io.drover.job.load;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopSwitch;
import io.drover.job.load.MappedReader.Batch;
import io.drover.job.load.MappedReader.LateColumns;
import io.drover.job.load.MappedReader.MappedRecords;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The source of a load: read, told what of it is written, and told of the commit, until which it is open. */
final class LoadSource implements AutoCloseable {
    /** Bytes of a file that is read before another thread would have begun to. */
    private static final long SMALL = 64 * 1024;

    private final LoadPlan plan;
    private final StopSwitch stop;
    private final Runnable onFirstRecords;
    private boolean begun;
    private RecordReader reader;

    /** @param onFirstRecords told when the first records have been read */
    LoadSource(LoadPlan plan, StopSwitch stop, Runnable onFirstRecords) {
        this.plan = plan;
        this.stop = stop;
        this.onFirstRecords = onFirstRecords;
    }

    /** Opens the mappings of a table that has come up. */
    interface Opener {
        /**
         * Opens them.
         *
         * @param marked the columns that the source wants of the records that are written
         */
        List<TableLoad> open(SourceTable table, List<String> marked) throws SQLException;
    }

    /** Stores records. */
    interface Sink {
        void store(MappedRecords records) throws SQLException;
    }

    /**
     * Reads the delivery from its beginning.
     *
     * @return columns that came up late, and then the delivery must be read again; empty when it was read to its end
     */
    Optional<LateColumns> read(Opener opener, Sink sink) throws IOException, SQLException, LoadStoppedException {
        reader = plan.providers().source(plan.job(), plan.file());
        try (MappedReader mapped = mapped(table -> opener.open(table, reader.marked(table.name())))) {
            stop.reads(reader, mapped::cancel);
            for (Batch batch = mapped.next(); batch != null; batch = mapped.next()) {
                stop.check();
                begin();
                if (batch instanceof LateColumns late) {
                    return Optional.of(late);
                }
                sink.store((MappedRecords) batch);
            }
            return Optional.empty();
        } finally {
            stop.hasRead();
        }
    }

    private MappedReader mapped(MappedReader.Opener opener) throws IOException {
        Path file = plan.file();
        return file != null && Files.isRegularFile(file) && Files.size(file) <= SMALL
                ? MappedReader.inTurn(reader, opener)
                : MappedReader.ahead(reader, opener, plan.context().run().file());
    }

    private void begin() {
        if (!begun) {
            begun = true;
            onFirstRecords.run();
        }
    }

    /**
     * The rows are written and about to be committed.
     *
     * @param telling tells the source which they are
     */
    void written(Consumer<RecordReader> telling) throws IOException, LoadStoppedException {
        stop.reads(reader, reader::cancel);
        try {
            stop.check();
            telling.accept(reader);
            reader.written();
        } finally {
            stop.hasRead();
        }
    }

    /** The rows are committed. */
    void committed() throws IOException {
        reader.committed();
    }

    /** The reader that has read to the end, for what it has to say of the delivery. */
    RecordReader reader() {
        return reader;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
