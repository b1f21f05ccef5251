package io.drover.job;

import io.drover.definition.MappingDefinition;
import io.drover.mapping.CompiledMapping;
import io.drover.mapping.MappingSink;
import io.drover.mapping.ValueProblem;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One mapping of a run: records of its source table, converted, to its destination table. */
final class TableLoad implements MappingSink, AutoCloseable {
    private final MappingDefinition definition;
    private final CompiledMapping mapping;
    private final TableWriter writer;
    private final Rejections rejections;
    private final Tally tally;
    private final List<MappedRow> rows = new ArrayList<>();
    private SourceTable source;
    /** A rejected record whose key is not usable may stand for any row: then none may be removed. */
    private boolean unknownKey;

    TableLoad(
            MappingDefinition definition,
            CompiledMapping mapping,
            TableWriter writer,
            Rejections rejections,
            Tally tally) {
        this.definition = definition;
        this.mapping = mapping;
        this.writer = writer;
        this.rejections = rejections;
        this.tally = tally;
    }

    /** Whether the mapping stays the same with these columns. */
    boolean covers(SourceTable table) throws SQLException {
        return mapping.covers(table.columns());
    }

    void load(RecordBatch batch) throws SQLException {
        source = batch.table();
        rows.clear();
        mapping.map(batch, this);
        if (rejections.allowWriting()) {
            tally.written = tally.written.plus(writer.write(rows, this::refused));
        }
    }

    @Override
    public void mapped(MappedRow row) {
        rows.add(row);
    }

    @Override
    public void filtered(SourceRecord record) {
        tally.skipped++;
    }

    @Override
    public void rejected(SourceRecord record, List<ValueProblem> problems) {
        rejections.add(source, record, mapping.keyText(record), problems);
        if (!removesMissing()) {
            return;
        }
        Object[] key = mapping.key(record);
        if (key == null) {
            unknownKey = true;
        } else {
            keep(key);
        }
    }

    private void keep(Object[] key) {
        try {
            writer.keep(key);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The database has refused a row. */
    private void refused(MappedRow row, String reason) {
        rejections.add(
                source, row.source(), mapping.keyText(row.source()), List.of(new ValueProblem(null, null, reason)));
    }

    /** Whether so many rows are held back that a flush is due. */
    boolean full() {
        return writer.full();
    }

    void flush() throws SQLException {
        tally.written = tally.written.plus(writer.flush(this::refused));
    }

    /** Columns that the definition names and no record had. */
    Set<String> unseenColumns() {
        return mapping.unseenColumns();
    }

    boolean isOf(MappingDefinition mapping) {
        return definition.equals(mapping);
    }

    String sourceTable() {
        return definition.sourceTable();
    }

    String destinationTable() {
        return definition.destinationTable();
    }

    /** Whether the mapping asks for something to be done with rows that the delivery does not have. */
    boolean removesMissing() {
        return definition.options().removeMissing() || definition.options().deactivateMissing() != null;
    }

    /** Whether a rejected record may stand for any row. */
    boolean hasUnknownKey() {
        return unknownKey;
    }

    /** Deletes or deactivates the rows that neither this mapping nor others to the table brought, once for all of them. */
    void removeMissing() throws SQLException {
        tally.deleted += writer.removeMissing(definition.options().maxDeletePercent());
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
