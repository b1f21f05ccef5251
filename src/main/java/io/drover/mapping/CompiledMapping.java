package io.drover.mapping;

import io.drover.definition.MappingDefinition;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.WriteOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A mapping made ready for one load: every name is resolved once, so that a record costs array look-ups and conversions
 * and nothing else. Not for use by several threads.
 *
 * <p>A column of the definition that no record has had yet counts as absent; {@link #unseenColumns} names those at the end.
 */
public final class CompiledMapping {
    private static final Refusal REQUIRED = new Refusal("is required");
    private static final Refusal KEY_REQUIRED = new Refusal("is required: it is a key column");

    private final ColumnPlan plan;
    private final WriteOptions writeOptions;
    private final List<DestinationColumn> columns;
    private final List<DestinationColumn> keys;
    private final String[] sources;
    private final Converter[] converters;
    /** By column: what to say when there is no value, or null where none is needed. */
    private final Refusal[] whenMissing;

    private final int[] keyPositions;
    private final Condition[] conditions;

    private List<String> bound;
    private final Set<String> unseen = new LinkedHashSet<>();
    private final int[] indexes;
    private final int[] conditionIndexes;

    private CompiledMapping(
            MappingDefinition definition, ColumnPlan plan, List<Condition> conditions, char decimalSeparator)
            throws DestinationException {
        this.plan = plan;
        this.writeOptions = new WriteOptions(definition.options(), Set.of(), Set.of());
        this.columns = plan.destinations();
        this.keys = plan.keys();
        this.sources = columns.stream().map(plan::source).toArray(String[]::new);
        this.converters = columns.stream()
                .map(column -> Converter.of(column, decimalSeparator))
                .toArray(Converter[]::new);
        this.whenMissing = columns.stream()
                .map(column -> keys.contains(column) ? KEY_REQUIRED : column.nullable() ? null : REQUIRED)
                .toArray(Refusal[]::new);
        this.keyPositions = keys.stream().mapToInt(columns::indexOf).toArray();
        this.conditions = conditions.toArray(Condition[]::new);
        this.indexes = new int[sources.length];
        this.conditionIndexes = new int[this.conditions.length];
        unseen.addAll(List.of(sources));
        conditions.forEach(condition -> unseen.add(condition.column()));
    }

    /**
     * Compiles a mapping.
     *
     * @param source the table as far as it has been read
     * @param decimalSeparator of the source, {@code .} or {@code ,}
     * @throws DestinationException when the definition names a column that the table does not have, maps a column twice or
     *     has a key that gets no value
     */
    public static CompiledMapping compile(
            MappingDefinition definition, DestinationTable table, SourceTable source, char decimalSeparator)
            throws DestinationException {
        ColumnPlan plan = new ColumnPlan(definition, table, source);
        plan.addAutomatic();
        List<Condition> conditions = definition.conditions().stream()
                .map(condition -> new Condition(condition, decimalSeparator))
                .toList();
        CompiledMapping mapping = new CompiledMapping(definition, plan, conditions, decimalSeparator);
        mapping.bind(source.columns());
        return mapping;
    }

    /** The destination columns, in the order of {@link MappedRow#values}. */
    public List<DestinationColumn> columns() {
        return columns;
    }

    /** Those of {@link #columns} that decide between insert and update; empty means that every row is inserted. */
    public List<DestinationColumn> keys() {
        return keys;
    }

    /** How the rows are to be written. */
    public WriteOptions writeOptions() {
        return writeOptions;
    }

    /**
     * Whether these source columns lead to no other destination columns than {@link #columns}. When not, a column that the
     * automatic mapping takes has come up late, and the load must start over with a mapping compiled for them.
     */
    public boolean covers(List<String> sourceColumns) throws DestinationException {
        if (sourceColumns == bound) {
            return true;
        }
        for (String source : sourceColumns) {
            if (!plan.takes(source) && plan.automaticDestination(source).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Takes another list of source columns, which {@link #covers}: a longer one, or that of the delivery's next file. */
    public void bind(List<String> sourceColumns) {
        if (sourceColumns == bound) {
            return;
        }
        bound = sourceColumns;
        for (int i = 0; i < sources.length; i++) {
            indexes[i] = indexOf(sources[i], sourceColumns);
            unseen.remove(indexes[i] < 0 ? null : sources[i]);
        }
        for (int i = 0; i < conditions.length; i++) {
            conditionIndexes[i] = indexOf(conditions[i].column(), sourceColumns);
            unseen.remove(conditionIndexes[i] < 0 ? null : conditions[i].column());
        }
    }

    /** The source columns that the definition names, mapped or in a condition, and that no record has had so far. */
    public Set<String> unseenColumns() {
        return Set.copyOf(unseen);
    }

    /** Binds the batch's columns and maps its records in order. */
    public void map(RecordBatch batch, MappingSink sink) {
        bind(batch.columns());
        for (SourceRecord record : batch.records()) {
            map(record, sink);
        }
    }

    /** Maps one record that has the bound columns. */
    public void map(SourceRecord record, MappingSink sink) {
        if (record.problem() != null) {
            sink.rejected(record, List.of(new ValueProblem(null, null, record.problem())));
            return;
        }
        for (int i = 0; i < conditions.length; i++) {
            if (!conditions[i].holds(record.value(conditionIndexes[i]))) {
                sink.filtered(record);
                return;
            }
        }
        Object[] values = new Object[sources.length];
        List<ValueProblem> problems = null;
        for (int i = 0; i < values.length; i++) {
            Object value = value(record, i);
            if (value instanceof Refusal refusal) {
                problems = problems == null ? new ArrayList<>() : problems;
                problems.add(new ValueProblem(sources[i], record.value(indexes[i]), refusal.reason()));
            }
            values[i] = value;
        }
        if (problems == null) {
            sink.mapped(new MappedRow(record, values));
        } else {
            sink.rejected(record, problems);
        }
    }

    /**
     * The key of a record that was filtered or rejected, in the order of {@link #keys}; null when there are no keys or one of
     * their values is not usable.
     */
    public Object[] key(SourceRecord record) {
        if (keyPositions.length == 0) {
            return null;
        }
        Object[] key = new Object[keyPositions.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = value(record, keyPositions[i]);
            if (key[i] instanceof Refusal) {
                return null;
            }
        }
        return key;
    }

    /** The key columns of a record and their text, for messages; null when there are no keys. */
    public String keyText(SourceRecord record) {
        if (keyPositions.length == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int position : keyPositions) {
            text.append(text.isEmpty() ? "" : ", ").append(sources[position]).append('=');
            text.append(record.value(indexes[position]));
        }
        return text.toString();
    }

    private Object value(SourceRecord record, int column) {
        String text = record.value(indexes[column]);
        Object value = text == null ? null : converters[column].convert(text);
        return value == null ? whenMissing[column] : value;
    }

    private static int indexOf(String source, List<String> sourceColumns) {
        for (int i = 0; i < sourceColumns.size(); i++) {
            if (sourceColumns.get(i).equalsIgnoreCase(source)) {
                return i;
            }
        }
        return -1;
    }
}
