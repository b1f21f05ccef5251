package io.drover.job.load;

import io.drover.job.load.WaitingRows.Origin;
import io.drover.mapping.CompiledMapping;
import io.drover.mapping.ValueProblem;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.Counts;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.Reference;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.TableWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One mapping of a run: records of its source table, converted, to its destination table. */
final class TableLoad implements AutoCloseable {
    private final MappingDefinition definition;
    private final CompiledMapping mapping;
    private final DestinationTable table;
    private final List<Reference> references;
    private final TableWriter writer;
    private final PostponedLoad postponed;
    private final Rejections rejections;
    private final RunCounts counts;
    private final WrittenRecords written;
    /** The table and the file of the rows stored last, those held back too. */
    private Origin origin;

    /** What refers to what in a circle, said of rows that are rejected in the end; null when nothing does. */
    private String circle;

    /** A rejected record whose key is not usable may stand for any row: then none may be removed. */
    private boolean unknownKey;

    /**
     * Where it is kept what becomes of records.
     *
     * @param counts of the table
     * @param written of the source table
     */
    record Account(Rejections rejections, RunCounts counts, WrittenRecords written) {}

    /** @param target the table with its foreign keys, and which of these are to tables that the job loads */
    TableLoad(
            MappingDefinition definition,
            CompiledMapping mapping,
            LoadTarget target,
            TableWriter writer,
            Account account) {
        this.definition = definition;
        this.mapping = mapping;
        this.table = target.table();
        this.references = target.references();
        this.writer = writer;
        int[] keys =
                mapping.keys().stream().mapToInt(mapping.columns()::indexOf).toArray();
        this.postponed =
                new PostponedLoad(this, writer, new PostponedRows(new KeyNumbers(keys), () -> origin), target.loaded());
        if (deletes() || !target.loaded().isEmpty()) {
            postponed.begin();
        }
        this.rejections = account.rejections();
        this.counts = account.counts();
        this.written = account.written();
    }

    /** Its table's counts. */
    RunCounts counts() {
        return counts;
    }

    /** Whether the mapping stays the same with these columns. By the thread that maps. */
    boolean covers(SourceTable table) throws SQLException {
        return mapping.covers(table.columns());
    }

    /** Maps a batch. By one thread, which need not be the one that stores. */
    MappedBatch map(RecordBatch batch) {
        MappedBatch mapped = new MappedBatch(this, batch, this::key);
        mapping.map(batch, mapped);
        return mapped;
    }

    private Object[] key(SourceRecord record) {
        return removesMissing() ? mapping.key(record) : null;
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

    void store(MappedBatch batch) throws SQLException {
        origin = new Origin(batch.table(), batch.file());
        counts.skip(batch.filtered());
        for (MappedBatch.RejectedRecord rejected : batch.rejected()) {
            reject(rejected);
        }
        if (rejections.allowWriting()) {
            batch.rows().forEach(row -> written.add(origin.table(), row.source()));
            counts.write(writer.write(batch.rows(), this::refused));
        }
    }

    private void reject(MappedBatch.RejectedRecord rejected) throws SQLException {
        counts.reject();
        rejections.add(
                origin.file(), origin.table(), rejected.record(), keyText(rejected.record()), rejected.problems());
        if (!removesMissing()) {
            return;
        }
        if (rejected.key() == null) {
            unknownKey = true;
        } else {
            writer.keep(rejected.key());
        }
    }

    private String keyText(SourceRecord record) {
        return mapping.keyText(record, origin.table().columns());
    }

    /** Writes rows that were postponed. */
    void writeAgain(Origin of, List<MappedRow> rows) throws SQLException {
        if (!of.equals(origin)) {
            flush();
            origin = of;
        }
        if (rejections.allowWriting()) {
            count(writer.writeAgain(rows, this::refused));
        }
        if (full()) {
            flush();
        }
    }

    void count(Counts written) {
        counts.write(written);
    }

    /** The database has refused a row. */
    private void refused(MappedRow row, String reason) {
        counts.reject();
        written.remove(row.source());
        String why = circle == null ? reason : reason + "; " + circle;
        rejections.add(
                origin.file(),
                origin.table(),
                row.source(),
                keyText(row.source()),
                List.of(new ValueProblem(null, null, why)));
    }

    /** What waits for other rows. */
    PostponedLoad postponed() {
        return postponed;
    }

    /** Says of rows that are rejected from now on what may be the reason. */
    void rejectingBecauseOf(String inCircle) {
        circle = inCircle;
    }

    /** Whether it deletes what comes. */
    boolean deletes() {
        return definition.options().deleteIncoming();
    }

    boolean isOfTable(TableLoad other) {
        return table.name().equals(other.table.name());
    }

    /** Whether rows of its table refer to those of another one's. */
    boolean refersTo(TableLoad other) {
        return references.stream().anyMatch(reference -> reference.isTo(other.table));
    }

    /** Whether so many rows are held back that a flush is due. */
    boolean full() {
        return writer.full();
    }

    void flush() throws SQLException {
        count(writer.flush(this::refused));
    }

    /** Columns that the definition names and no record had. */
    Set<String> unseenColumns() {
        return mapping.unseenColumns();
    }

    String sourceTable() {
        return definition.sourceTable();
    }

    String destinationTable() {
        return definition.destinationTable();
    }

    /** Whether the mapping asks for something to be done with rows that the delivery does not have. */
    boolean removesMissing() {
        return definition.options().missing().change();
    }

    /** Whether a rejected record may stand for any row. */
    boolean hasUnknownKey() {
        return unknownKey;
    }

    /** Deletes or deactivates the rows that neither this mapping nor others to the table brought, once for all of them. */
    void removeMissing() throws SQLException {
        counts.delete(writer.removeMissing(definition.options().missing().maxPercent()));
    }

    @Override
    public void close() throws SQLException, IOException {
        try (postponed) {
            writer.close();
        }
    }
}
