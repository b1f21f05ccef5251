package io.drover.job.load;

import io.drover.job.load.WaitingRows.Origin;
import io.drover.mapping.CompiledMapping;
import io.drover.mapping.RecordStep;
import io.drover.mapping.ValueProblem;
import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.util.List;
import java.util.Objects;

/** Where it is noted what becomes of the records of one mapping: counted, written, rejected. */
final class LoadAccount {
    private final CompiledMapping mapping;
    private final Rejections rejections;
    private final RunCounts counts;
    private final WrittenRecords written;
    /** The table and the file of the rows stored last, those held back too. */
    private Origin origin;

    /** What refers to what in a circle, said of rows that are rejected in the end; null when nothing does. */
    private String circle;

    /**
     * An account without records.
     *
     * @param counts of the table
     * @param written of the source table
     */
    LoadAccount(CompiledMapping mapping, Rejections rejections, RunCounts counts, WrittenRecords written) {
        this.mapping = mapping;
        this.rejections = rejections;
        this.counts = counts;
        this.written = written;
    }

    /** Its table's counts. */
    RunCounts counts() {
        return counts;
    }

    /** Where the rows that are being stored come from; null before the first. */
    Origin origin() {
        return origin;
    }

    /**
     * Whether the rows that are held back belong to a file and a table of which this is only the continuation. When not, a
     * flush is due before it is stored: their records could not be shown any more.
     */
    boolean isContinuedBy(MappedBatch batch) {
        return origin == null || (Objects.equals(origin.file(), batch.file()) && isContinuedBy(batch.table()));
    }

    private boolean isContinuedBy(SourceTable next) {
        SourceTable source = origin.table();
        return source.columns() == next.columns()
                || (source.columns().size() <= next.columns().size()
                        && source.columns()
                                .equals(next.columns()
                                        .subList(0, source.columns().size())));
    }

    /** What is noted from now on is of this batch. */
    void begin(MappedBatch batch) {
        begin(new Origin(batch.table(), batch.file()));
        counts.skip(batch.filtered());
    }

    /** What is noted from now on comes from there. */
    void begin(Origin of) {
        origin = of;
    }

    /** Whether rows are still to be written: not when the run is going to fail anyway. */
    boolean allowsWriting() {
        return rejections.allowWriting();
    }

    void reject(MappedBatch.RejectedRecord rejected) {
        counts.reject();
        reject(rejected.record(), rejected.problems());
    }

    private void reject(SourceRecord record, List<ValueProblem> problems) {
        String key = mapping.keyText(record, origin.table().columns());
        rejections.add(origin.file(), origin.table(), record, key, problems);
    }

    /** The rows of a batch are about to be written. */
    void writing(List<MappedRow> rows) {
        rows.forEach(row -> written.add(origin.table(), row.source()));
    }

    void count(Counts written) {
        counts.write(written);
    }

    /** The database has refused a row. */
    void refused(MappedRow row, String reason) {
        counts.reject();
        written.remove(row.source());
        String why = circle == null ? reason : reason + "; " + circle;
        reject(row.source(), List.of(ValueProblem.ofRecord(RecordStep.LOAD, why)));
    }

    /** Says of rows that are rejected from now on what may be the reason. */
    void rejectingBecauseOf(String inCircle) {
        circle = inCircle;
    }
}
