package io.drover.job.load;

import io.drover.provider.Counts;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counts of a run while it runs: of the whole and of each table. */
public final class RunCounts {
    long read;
    long skipped;
    long rejected;
    long deleted;
    Counts written = Counts.NONE;
    private final RunCounts whole;
    /** In the order in which the delivery brings them. */
    private final Map<String, RunCounts> tables = new LinkedHashMap<>();

    public RunCounts() {
        this(null);
    }

    private RunCounts(RunCounts whole) {
        this.whole = whole;
    }

    /** The counts of one table; all but those of records read are counted in the whole too. */
    RunCounts table(String name) {
        return tables.computeIfAbsent(name, added -> new RunCounts(this));
    }

    void skip(long records) {
        skipped += records;
        if (whole != null) {
            whole.skip(records);
        }
    }

    void reject() {
        rejected++;
        if (whole != null) {
            whole.reject();
        }
    }

    void delete(long rows) {
        deleted += rows;
        if (whole != null) {
            whole.delete(rows);
        }
    }

    void write(Counts counts) {
        written = written.plus(counts);
        if (whole != null) {
            whole.write(counts);
        }
    }

    /** Back to nothing: the delivery is read again from its beginning. */
    void reset() {
        read = 0;
        skipped = 0;
        rejected = 0;
        deleted = 0;
        written = Counts.NONE;
        tables.clear();
    }

    public Execution end(long id, Status status, String message) {
        return new Execution(
                id,
                null,
                null,
                null,
                status,
                read,
                written.inserted(),
                written.updated(),
                written.unchanged(),
                deleted + written.deleted(),
                rejected,
                skipped + written.skipped(),
                null,
                null,
                message);
    }

    /** What is true of a run that loaded nothing: it read and rejected, no more. */
    public Execution endWithoutLoad(long id, Status status, String message) {
        return new Execution(id, null, null, null, status, read, 0, 0, 0, 0, rejected, skipped, null, null, message);
    }

    /** What it did to each table. */
    public List<ExecutionTable> tables(boolean loaded) {
        return tables.entrySet().stream()
                .map(table -> table.getValue().table(table.getKey(), loaded))
                .toList();
    }

    private ExecutionTable table(String name, boolean loaded) {
        Counts counts = loaded ? written : Counts.NONE;
        return new ExecutionTable(
                name,
                read,
                counts.inserted(),
                counts.updated(),
                counts.unchanged(),
                loaded ? deleted + counts.deleted() : 0,
                rejected,
                skipped + counts.skipped());
    }
}
