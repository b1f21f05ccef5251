package io.drover.job.validate;

import io.drover.mapping.MappingSink;
import io.drover.mapping.RecordStep;
import io.drover.mapping.ValueProblem;
import io.drover.mapping.context.SourceTexts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.value.CanonicalText;
import java.util.ArrayList;
import java.util.List;

/** The steps before and after one mapping: what does not fit a schema is rejected and goes no further. By one thread. */
public final class RecordSteps {
    private final SchemaStep source;
    private final SchemaStep target;

    /**
     * The steps of a mapping.
     *
     * @param columns of its rows
     * @param texts how the source writes values
     */
    public RecordSteps(JobSchemas schemas, List<DestinationColumn> columns, SourceTexts texts) {
        this.source = schemas.source() == null
                ? null
                : new SchemaStep(
                        RecordStep.SOURCE_SCHEMA, schemas.source(), texts.decimalSeparator(), texts.knowsNull());
        this.target =
                schemas.target() == null ? null : new SchemaStep(RecordStep.TARGET_SCHEMA, schemas.target(), '.', true);
        if (target != null) {
            List<String> names = columns.stream().map(DestinationColumn::name).toList();
            target.bind(names, column -> columns.get(column).type());
        }
    }

    /** The records that fit the source's schema; the sink gets the others, but for those that were not even read well. */
    public RecordBatch read(RecordBatch batch, MappingSink sink) {
        if (source == null) {
            return batch;
        }
        source.bind(batch.columns(), batch.table()::type);
        List<SourceRecord> good = new ArrayList<>(batch.records().size());
        for (SourceRecord record : batch.records()) {
            List<ValueProblem> problems = record.problem() != null ? List.of() : source.check(record::value);
            if (problems.isEmpty()) {
                good.add(record);
            } else {
                sink.rejected(record, problems);
            }
        }
        return good.size() == batch.records().size() ? batch : new RecordBatch(batch.table(), batch.file(), good);
    }

    /** A sink in front of another one, which gets the rows that do not fit the target's schema as rejected. */
    public MappingSink mapped(MappingSink sink) {
        return target == null ? sink : new Checked(sink);
    }

    private final class Checked implements MappingSink {
        private final MappingSink sink;

        private Checked(MappingSink sink) {
            this.sink = sink;
        }

        @Override
        public void mapped(MappedRow row) {
            List<ValueProblem> problems = target.check(column -> CanonicalText.of(row.values()[column]));
            if (problems.isEmpty()) {
                sink.mapped(row);
            } else {
                sink.rejected(row.source(), problems);
            }
        }

        @Override
        public void filtered(SourceRecord record) {
            sink.filtered(record);
        }

        @Override
        public void rejected(SourceRecord record, List<ValueProblem> problems) {
            sink.rejected(record, problems);
        }
    }
}
