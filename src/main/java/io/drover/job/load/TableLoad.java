package io.drover.job.load;

import io.drover.job.load.WaitingRows.Origin;
import io.drover.job.validate.RecordSteps;
import io.drover.mapping.CompiledMapping;
import io.drover.mapping.definition.MappingDefinition;
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
import java.util.Set;

/** One mapping of a run: records of its source table, converted, to its destination table. */
final class TableLoad implements AutoCloseable {
    private final MappingDefinition definition;
    private final CompiledMapping mapping;
    private final RecordSteps steps;
    private final DestinationTable table;
    private final List<Reference> references;
    private final TableWriter writer;
    private final PostponedLoad postponed;
    private final LoadAccount account;

    /** A rejected record whose key is not usable may stand for any row: then none may be removed. */
    private boolean unknownKey;

    /** A mapping with the steps before and after it. */
    record SteppedMapping(CompiledMapping mapping, RecordSteps steps) {}

    /** @param target the table with its foreign keys, and which of these are to tables that the job loads */
    TableLoad(
            MappingDefinition definition,
            SteppedMapping stepped,
            LoadTarget target,
            TableWriter writer,
            LoadAccount account) {
        this.definition = definition;
        this.mapping = stepped.mapping();
        this.steps = stepped.steps();
        this.table = target.table();
        this.references = target.references();
        this.writer = writer;
        this.account = account;
        int[] keys =
                mapping.keys().stream().mapToInt(mapping.columns()::indexOf).toArray();
        this.postponed = new PostponedLoad(
                this, writer, new PostponedRows(new KeyNumbers(keys), account::origin), target.loaded());
        if (deletes() || !target.loaded().isEmpty()) {
            postponed.begin();
        }
    }

    /** Whether the mapping stays the same with these columns. By the thread that maps. */
    boolean covers(SourceTable table) throws SQLException {
        return mapping.covers(table.columns());
    }

    /** Maps a batch. By one thread, which need not be the one that stores. */
    MappedBatch map(RecordBatch batch) {
        MappedBatch mapped = new MappedBatch(this, batch, this::key);
        mapping.map(steps.read(batch, mapped), steps.mapped(mapped));
        return mapped;
    }

    private Object[] key(SourceRecord record) {
        return removesMissing() ? mapping.key(record) : null;
    }

    /** Where it is noted what becomes of its records. */
    LoadAccount account() {
        return account;
    }

    void store(MappedBatch batch) throws SQLException {
        account.begin(batch);
        for (MappedBatch.RejectedRecord rejected : batch.rejected()) {
            account.reject(rejected);
            if (removesMissing()) {
                keep(rejected.key());
            }
        }
        if (account.allowsWriting()) {
            account.writing(batch.rows());
            account.count(writer.write(batch.rows(), account::refused));
        }
    }

    /** A rejected record stands for the row of its key, which is not missing then. */
    private void keep(Object[] key) throws SQLException {
        if (key == null) {
            unknownKey = true;
        } else {
            writer.keep(key);
        }
    }

    /** Writes rows that were postponed. */
    void writeAgain(Origin of, List<MappedRow> rows) throws SQLException {
        if (!of.equals(account.origin())) {
            flush();
            account.begin(of);
        }
        if (account.allowsWriting()) {
            account.count(writer.writeAgain(rows, account::refused));
        }
        if (full()) {
            flush();
        }
    }

    /** What waits for other rows. */
    PostponedLoad postponed() {
        return postponed;
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
        account.count(writer.flush(account::refused));
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
        account.counts()
                .delete(writer.removeMissing(definition.options().missing().maxPercent()));
    }

    @Override
    public void close() throws SQLException, IOException {
        try (postponed) {
            writer.close();
        }
    }
}
