package io.drover.job.draft;

import io.drover.mapping.CompiledMapping;
import io.drover.mapping.MappingSink;
import io.drover.mapping.ValueProblem;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.SourceTexts;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.ColumnMappings;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.RecordSelection;
import io.drover.mapping.definition.SchemaChange;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.NameForm;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.TableOptions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One source table beside its destination table: what the automatic mapping makes of them, and what of the values fits. */
final class DraftTable {
    /** Values tried of each table. */
    static final int TRIED = 1_000;

    private final SourceTable source;
    private final DestinationTable destination;
    private final boolean own;
    /** The columns that are written out though their names are not the same. */
    private final List<ColumnDefinition> explicit;

    private final boolean automatic;
    private final NullTexts nullTexts = new NullTexts();
    /** By decimal separator. */
    private final Map<Character, Trial> trials = new LinkedHashMap<>();

    /**
     * The first value of a column that does not fit, and how many do not.
     *
     * @param alike whether all of them are the same
     */
    record Misfit(int line, ValueProblem first, int count, boolean alike) {
        private Misfit and(Misfit other) {
            return new Misfit(line, first, count + 1, alike && Objects.equals(first.value(), other.first.value()));
        }
    }

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
                            new Misfit(record.line(), problem, 1, true),
                            Misfit::and);
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
    DraftTable(SourceTable source, DestinationTable destination, boolean own, Trials trials)
            throws DestinationException {
        this.source = source;
        this.destination = destination;
        this.own = own;
        this.automatic = trials.header();
        this.explicit = trials.header() ? NamePairs.alike(source, destination) : NamePairs.inTurn(source, destination);
        MappingDefinition mapping = new MappingDefinition(
                source.name(),
                source.name(),
                new ColumnMappings(trials.header(), explicit, List.of(), SchemaChange.IGNORE),
                RecordSelection.ALL,
                TableOptions.UPSERT,
                0);
        for (char separator : trials.separators()) {
            this.trials.put(
                    separator,
                    new Trial(CompiledMapping.compile(
                            mapping, destination, source, new SourceTexts(separator, true), trials.context())));
        }
    }

    /**
     * How values are tried.
     *
     * @param header whether the columns of the source have names
     * @param separators of decimals, each of which is tried
     */
    record Trials(boolean header, List<Character> separators, MappingContext context) {
        Trials {
            separators = List.copyOf(separators);
        }
    }

    /** Tries the values of a batch when it is of this table. */
    void check(RecordBatch batch) {
        if (!batch.table().name().equals(source.name()) || isChecked()) {
            return;
        }
        batch.records().stream().limit(TRIED - any().tried).forEach(nullTexts::count);
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
        String partner = explicit.stream()
                .filter(pair -> pair.source().equals(column))
                .map(ColumnDefinition::destination)
                .findFirst()
                .orElse(automatic ? column : null);
        return any().mapping.columns().stream()
                .filter(candidate -> partner != null && NameForm.equal(candidate.name(), partner))
                .findFirst();
    }

    /** The destination columns that get nothing. */
    List<DestinationColumn> without() {
        return destination.columns().stream()
                .filter(column -> !any().mapping.columns().contains(column))
                .toList();
    }

    /** The values that are all that does not fit of a column each. */
    Stream<String> onlyMisfits() {
        return any().misfits.values().stream()
                .filter(misfit -> misfit.alike() && misfit.first().value() != null)
                .map(misfit -> misfit.first().value());
    }

    /** The members of objects for which the table has one column, of JSON. */
    Stream<String> jsonObjects() {
        return source.columns().stream()
                .filter(column -> column.indexOf('.') > 0)
                .map(column -> column.substring(0, column.indexOf('.')))
                .distinct()
                .filter(member -> NamePairs.named(destination, member)
                        .filter(column ->
                                column.typeName().toLowerCase(Locale.ROOT).contains("json"))
                        .isPresent());
    }

    NullTexts nullTexts() {
        return nullTexts;
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
