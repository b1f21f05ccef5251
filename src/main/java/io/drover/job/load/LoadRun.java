package io.drover.job.load;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopSwitch;
import io.drover.job.load.MappedReader.Batch;
import io.drover.job.load.MappedReader.LateColumns;
import io.drover.job.load.MappedReader.MappedRecords;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.DeliveryException;
import io.drover.provider.Destination;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The engine: one delivery through the job's mappings into one open transaction. The caller commits, or closes without.
 *
 * <p>Which columns an automatic mapping loads is known for certain only at the end of the delivery. When a column comes up
 * late, everything is undone and the delivery is read again with that column known: rare, simple, and right.
 */
public final class LoadRun implements AutoCloseable {
    /** Bytes of a file that is read before another thread would have begun to. */
    private static final long SMALL = 64 * 1024;

    private final LoadPlan plan;
    private final RunCounts counts;
    private final StopSwitch stop;
    private final Runnable onFirstRecords;
    private final Map<String, SourceTable> known = new TreeMap<>();
    private boolean begun;
    private Destination destination;
    /** Open until the commit, which the source may have to note. */
    private RecordReader reader;

    private Rejections rejections;
    private TableLoads tables;

    /**
     * Opens the transaction.
     *
     * @param onFirstRecords told when the first records have been read
     */
    public LoadRun(LoadPlan plan, RunCounts counts, StopSwitch stop, Runnable onFirstRecords) throws SQLException {
        this.plan = plan;
        this.counts = counts;
        this.stop = stop;
        this.onFirstRecords = onFirstRecords;
        open();
    }

    private void open() throws SQLException {
        destination = plan.providers().destination(plan.job());
        stop.opened(destination);
        rejections = new Rejections(
                plan.job(), plan.rejects(), plan.providers().rejects(plan.job(), plan.file(), plan.rejects()), counts);
        tables = new TableLoads(plan, known, destination, rejections, counts);
    }

    /** The transaction; another one after a load that had to start over. */
    public Connection connection() {
        return destination.connection();
    }

    /**
     * Reads the delivery and writes its rows; nothing is committed.
     *
     * @param mayRepeat whether a crash could make this load happen twice: then every mapping must have keys
     */
    public LoadResult load(boolean mayRepeat) throws IOException, SQLException, LoadStoppedException {
        while (!read(mayRepeat)) {
            close();
            counts.reset();
            open();
        }
        rejections.check();
        tables.flush();
        rejections.check(); // the database may have refused rows only now
        tables.storeWaiting(stop);
        rejections.check();
        tables.requireColumns();
        List<String> notes = tables.removeMissing();
        prepareAtSource();
        stop.seal();
        return result(notes);
    }

    /** Whether the delivery was read to its end; false when a column came up late and it must be read again. */
    private boolean read(boolean mayRepeat) throws IOException, SQLException, LoadStoppedException {
        reader = plan.providers().source(plan.job(), plan.file());
        try (MappedReader mapped = mapped(table -> tables.open(table, reader.marked(table.name()), mayRepeat))) {
            stop.reads(reader, mapped::cancel);
            for (Batch batch = mapped.next(); batch != null; batch = mapped.next()) {
                stop.check();
                begin();
                if (batch instanceof LateColumns late) {
                    tables.know(late.table());
                    return false;
                }
                store((MappedRecords) batch);
            }
            return true;
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

    private void store(MappedRecords batch) throws SQLException {
        List<MappedBatch> byMapping = batch.byMapping();
        for (MappedBatch mapped : byMapping) {
            if (!mapped.load().isContinuedBy(mapped)) {
                tables.flush();
            }
        }
        counts.read += byMapping.isEmpty() ? 0 : batch.records();
        byMapping.stream()
                .map(mapped -> mapped.load().counts())
                .distinct()
                .forEach(table -> table.read += batch.records());
        for (MappedBatch mapped : byMapping) {
            mapped.load().store(mapped);
        }
        if (byMapping.stream().anyMatch(mapped -> mapped.load().full())) {
            tables.flush();
        }
    }

    private void prepareAtSource() throws IOException, LoadStoppedException {
        stop.reads(reader, reader::cancel);
        try {
            stop.check();
            tables.tellWritten(reader);
            reader.written();
        } finally {
            stop.hasRead();
        }
    }

    private LoadResult result(List<String> notes) throws IOException {
        if (counts.read == 0 && plan.file() != null) {
            notes.add("the file has no records for this job; nothing was changed");
        }
        Path rejects = rejections.finish();
        if (counts.rejected > 0) {
            notes.add((counts.rejected == 1 ? "1 record is" : counts.rejected + " records are") + " rejected"
                    + (rejects == null ? "" : ", to be mended in " + rejects));
        }
        boolean complete = notes.isEmpty();
        notes.addAll(reader.remarks());
        notes.addAll(plan.job().head().notes());
        return new LoadResult(
                complete, notes.isEmpty() ? null : String.join("; ", notes), rejections.errors(), reader.watermarks());
    }

    /** Fails when the delivery has tables, and none of them is one that the job loads. */
    public void requireTablesOfJob() throws DeliveryException {
        Set<String> foreign = tables.foreignTables();
        if (plan.file() != null && counts.read == 0 && !foreign.isEmpty()) {
            throw new DeliveryException(
                    "the file has no table that the job loads: it has " + String.join(", ", foreign)
                            + "; the mappings of the job are for "
                            + plan.job().mappings().stream()
                                    .map(MappingDefinition::sourceTable)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    0,
                    0,
                    false);
        }
    }

    public void commit() throws SQLException {
        destination.commit();
    }

    /** Lets the source note that its rows are committed. */
    public void noteAtSource() throws IOException {
        reader.committed();
    }

    /** The files that the commit has brought about. */
    public List<Path> published() {
        return destination.published();
    }

    /** Ends the transaction; undoes what is not committed. */
    @Override
    public void close() throws SQLException, IOException {
        stop.closes();
        try {
            tables.close();
        } finally {
            try {
                if (reader != null) {
                    reader.close();
                }
            } finally {
                try {
                    destination.close();
                } finally {
                    stop.closed();
                    rejections.close();
                }
            }
        }
    }
}
