package io.drover.job.load;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopSwitch;
import io.drover.job.load.MappedReader.LateColumns;
import io.drover.job.load.MappedReader.MappedRecords;
import io.drover.job.validate.UntouchedDestination;
import io.drover.provider.DeliveryException;
import io.drover.provider.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine: one delivery through the job's mappings into one open transaction. The caller commits, or closes without.
 *
 * <p>Which columns an automatic mapping loads is known for certain only at the end of the delivery. When a column comes up
 * late, everything is undone and the delivery is read again with that column known: rare, simple, and right.
 */
public final class LoadRun implements AutoCloseable {
    private final LoadPlan plan;
    private final RunCounts counts;
    private final StopSwitch stop;
    private final LoadSource source;
    private final SourceMappings mappings;
    private Destination destination;
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
        this.source = new LoadSource(plan, stop, onFirstRecords);
        this.mappings = new SourceMappings(plan.job());
        open();
    }

    private void open() throws SQLException {
        Destination opened = plan.providers().destination(plan.job());
        destination = plan.job().checks().validateOnly() ? new UntouchedDestination(opened) : opened;
        stop.opened(destination);
        rejections = new Rejections(
                plan.job(), plan.rejects(), plan.providers().rejects(plan.job(), plan.file(), plan.rejects()), counts);
        tables = new TableLoads(plan, mappings, destination, rejections, counts);
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
        List<String> notes = new ArrayList<>();
        if (!plan.job().checks().validateOnly()) {
            notes.addAll(tables.removeMissing());
            source.written(tables::tellWritten);
        }
        stop.seal();
        return result(notes);
    }

    /** Whether the delivery was read to its end; false when a column came up late and it must be read again. */
    private boolean read(boolean mayRepeat) throws IOException, SQLException, LoadStoppedException {
        Optional<LateColumns> late = source.read((table, marked) -> tables.open(table, marked, mayRepeat), this::store);
        if (late.isPresent()) {
            mappings.know(late.get().table());
        }
        return late.isEmpty();
    }

    private void store(MappedRecords batch) throws SQLException {
        List<MappedBatch> byMapping = batch.byMapping();
        for (MappedBatch mapped : byMapping) {
            if (!mapped.load().account().isContinuedBy(mapped)) {
                tables.flush();
            }
        }
        counts.read += byMapping.isEmpty() ? 0 : batch.records();
        byMapping.stream()
                .map(mapped -> mapped.load().account().counts())
                .distinct()
                .forEach(table -> table.read += batch.records());
        for (MappedBatch mapped : byMapping) {
            mapped.load().store(mapped);
        }
        if (byMapping.stream().anyMatch(mapped -> mapped.load().full())) {
            tables.flush();
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
        notes.addAll(source.reader().remarks());
        notes.addAll(plan.job().head().notes());
        return new LoadResult(
                complete,
                notes.isEmpty() ? null : String.join("; ", notes),
                rejections.errors(),
                source.reader().watermarks());
    }

    /** Fails when the delivery has tables, and none of them is one that the job loads. */
    public void requireTablesOfJob() throws DeliveryException {
        if (plan.file() != null && counts.read == 0) {
            tables.requireOneOfJob();
        }
    }

    public void commit() throws SQLException {
        destination.commit();
    }

    /** Lets the source note that its rows are committed. */
    public void noteAtSource() throws IOException {
        source.committed();
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
                source.close();
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
