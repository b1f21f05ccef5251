package io.drover.job.load;

import io.drover.mapping.MappingSink;
import io.drover.mapping.ValueProblem;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What one mapping made of a batch of records. */
final class MappedBatch implements MappingSink {
    private final TableLoad load;
    private final SourceTable table;
    private final String file;
    private final Function<SourceRecord, Object[]> keys;
    private final List<MappedRow> rows;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private long filtered;

    /** @param key its key, or null when that is not usable */
    @SuppressWarnings("ArrayRecordComponent") // a row's, see MappedRow
    record RejectedRecord(SourceRecord record, List<ValueProblem> problems, Object[] key) {}

    /**
     * An empty batch.
     *
     * @param batch what is mapped
     * @param keys gives the keys of rejected records
     */
    MappedBatch(TableLoad load, RecordBatch batch, Function<SourceRecord, Object[]> keys) {
        this.load = load;
        this.table = batch.table();
        this.file = batch.file();
        this.keys = keys;
        this.rows = new ArrayList<>(batch.records().size());
    }

    @Override
    public void mapped(MappedRow row) {
        rows.add(row);
    }

    @Override
    public void filtered(SourceRecord record) {
        filtered++;
    }

    @Override
    public void rejected(SourceRecord record, List<ValueProblem> problems) {
        rejected.add(new RejectedRecord(record, problems, keys.apply(record)));
    }

    TableLoad load() {
        return load;
    }

    SourceTable table() {
        return table;
    }

    /** The file of the delivery that it comes from, or null when there is but one. */
    String file() {
        return file;
    }

    List<MappedRow> rows() {
        return rows;
    }

    List<RejectedRecord> rejected() {
        return rejected;
    }

    /** How many records the mapping's conditions left out. */
    long filtered() {
        return filtered;
    }
}
