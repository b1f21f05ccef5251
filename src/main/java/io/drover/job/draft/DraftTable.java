package io.drover.job.draft;

import io.drover.mapping.CompiledMapping;
import io.drover.mapping.MappingSink;
import io.drover.mapping.ValueProblem;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.SchemaChange;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One source table beside its destination table: what the automatic mapping makes of them, and what of the values fits. */
final class DraftTable {
    /** Values tried of each table. */
    static final int TRIED = 1_000;

    private final SourceTable source;
    private final DestinationTable destination;
    private final boolean own;
    /** By decimal separator. */
    private final Map<Character, Trial> trials = new LinkedHashMap<>();

    /** The first value of a column that does not fit, and how many do not. */
    record Misfit(int line, ValueProblem first, int count) {}

    /** The values tried with one decimal separator. */
    private static final class Trial implements MappingSink {
        private final CompiledMapping mapping;
        private final Map<String, Misfit> misfits = new HashMap<>();
        private int tried;

        private Trial(CompiledMapping mapping) {
            this.mapping = mapping;
        }

        @Override
        public void mapped(MappedRow row) {
            tried++;
        }

        @Override
        public void filtered(SourceRecord record) {
            tried++;
        }

        @Override
        public void rejected(SourceRecord record, List<ValueProblem> problems) {
            tried++;
            for (ValueProblem problem : problems) {
                if (problem.column() != null) {
                    misfits.merge(
                            problem.column().toLowerCase(Locale.ROOT),
                            new Misfit(record.line(), problem, 1),
                            (first, another) -> new Misfit(first.line(), first.first(), first.count() + 1));
                }
            }
        }
    }

    /**
     * Maps the tables.
     *
     * @param own whether the table is in Drover's own database
     * @throws DestinationException when no column of the one has a name of the other, or the names are ambiguous
     */
    DraftTable(
            SourceTable source,
            DestinationTable destination,
            boolean own,
            List<Character> separators,
            MappingContext context)
            throws DestinationException {
        this.source = source;
        this.destination = destination;
        this.own = own;
        for (char separator : separators) {
            trials.put(
                    separator,
                    new Trial(CompiledMapping.compile(
                            MappingDefinition.automatic(source.name(), SchemaChange.IGNORE),
                            destination,
                            source,
                            separator,
                            context)));
        }
    }

    /** Tries the values of a batch when it is of this table. */
    void check(RecordBatch batch) {
        if (!batch.table().name().equalsIgnoreCase(source.name()) || isChecked()) {
            return;
        }
        for (Trial trial : trials.values()) {
            int wanted = Math.min(TRIED - trial.tried, batch.records().size());
            trial.mapping.map(new RecordBatch(batch.table(), batch.records().subList(0, wanted)), trial);
        }
    }

    boolean isChecked() {
        return any().tried >= TRIED;
    }

    private Trial any() {
        return trials.values().iterator().next();
    }

    int tried() {
        return any().tried;
    }

    /** Columns whose values do not all fit when numbers are written with this separator. */
    int misfits(char separator) {
        Trial trial = trials.get(separator);
        return trial == null ? Integer.MAX_VALUE : trial.misfits.size();
    }

    /** What does not fit of a source column. */
    Optional<Misfit> misfit(String column, char separator) {
        return Optional.ofNullable(trials.getOrDefault(separator, any()).misfits.get(column.toLowerCase(Locale.ROOT)));
    }

    /** The destination column that a source column goes to. */
    Optional<DestinationColumn> partner(String column) {
        return any().mapping.columns().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(column))
                .findFirst();
    }

    /** The destination columns that get nothing. */
    List<DestinationColumn> without() {
        return destination.columns().stream()
                .filter(column -> !any().mapping.columns().contains(column))
                .toList();
    }

    List<DestinationColumn> keys() {
        return any().mapping.keys();
    }

    SourceTable source() {
        return source;
    }

    DestinationTable destination() {
        return destination;
    }

    boolean isOwn() {
        return own;
    }
}
