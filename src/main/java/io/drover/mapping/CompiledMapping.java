package io.drover.mapping;

import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.context.SourceTexts;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.SchemaChange;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A mapping made ready for one load: every name is resolved once, so that a record costs array look-ups and conversions
 * and nothing else. Not for use by several threads.
 *
 * <p>A column of the definition that no record has had yet counts as absent; {@link #unseenColumns} names those at the end.
 *
 * <pre>{@code
 * CompiledMapping mapping = CompiledMapping.compile(definition, table, source, texts, context);
 * mapping.map(batch, sink); // the sink gets rows, and the values that cannot be converted
 * }</pre>
 */
public final class CompiledMapping {
    private final ColumnPlan plan;
    private final WriteOptions writeOptions;
    private final List<DestinationColumn> destinations;
    private final List<DestinationColumn> keys;
    private final MappedColumn[] columns;
    private final int[] keyPositions;
    private final RecordTest[] conditions;
    private final SourceColumns sources;
    private final CurrentRecord current;
    /** Null when a record makes one row. */
    private final ListValues list;

    private CompiledMapping(
            MappingDefinition definition, ColumnPlan plan, SourceColumns sources, MappingContext context)
            throws DestinationException {
        this.plan = plan;
        this.sources = sources;
        this.current = new CurrentRecord(sources);
        this.list = definition.records().forEach() == null
                ? null
                : new ListValues(definition.records().forEach(), sources);
        this.destinations = plan.destinations();
        this.keys = plan.keys();
        this.columns = new MappedColumn[destinations.size()];
        MappedColumn.Compiler compiler = new MappedColumn.Compiler(definition, plan, keys, sources, context);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = compiler.compile(destinations.get(i));
        }
        this.writeOptions = compiler.writeOptions();
        this.keyPositions = keys.stream().mapToInt(destinations::indexOf).toArray();
        this.conditions = RecordTest.of(definition.records().conditions(), sources, context, definition.sourceTable());
    }

    /**
     * Compiles a mapping.
     *
     * @param source the table as far as it has been read
     * @param texts how the source writes values
     * @throws DestinationException when the definition names a column that the table does not have, maps a column twice, has a
     *     key that gets no value, does not allow for the source's columns, or looks values up in what cannot be read
     */
    public static CompiledMapping compile(
            MappingDefinition definition,
            DestinationTable table,
            SourceTable source,
            SourceTexts texts,
            MappingContext context)
            throws DestinationException {
        ColumnPlan plan = new ColumnPlan(definition, table, source);
        plan.addAutomatic();
        plan.requireKnown(source.columns());
        plan.requireWritable();
        SourceColumns sources = new SourceColumns(source, texts);
        CompiledMapping mapping = new CompiledMapping(definition, plan, sources, context);
        mapping.bind(source.columns());
        return mapping;
    }

    /** The source columns for which a table needs new columns, by the definition's schemaChange. */
    public static List<String> columnsToAdd(MappingDefinition definition, DestinationTable table, SourceTable source)
            throws DestinationException {
        return definition.columns().schemaChange() == SchemaChange.ADD_TEXT_COLUMN
                ? new ColumnPlan(definition, table, source).unknown(source.columns())
                : List.of();
    }

    /** The destination columns, in the order of {@link MappedRow#values}. */
    public List<DestinationColumn> columns() {
        return destinations;
    }

    /** The destination columns that decide between insert and update; empty means that every row is inserted. */
    public List<DestinationColumn> keys() {
        return keys;
    }

    /** How the rows are to be written. */
    public WriteOptions writeOptions() {
        return writeOptions;
    }

    /**
     * Whether these source columns lead to no other destination columns than {@link #columns}. When not, a column that the
     * mapping takes has come up late, and the load must start over with a mapping compiled for them.
     *
     * @throws DestinationException when the definition does not allow for one of them
     */
    public boolean covers(List<String> sourceColumns) throws DestinationException {
        if (sources.isBound(sourceColumns)) {
            return true;
        }
        plan.requireKnown(sourceColumns);
        for (String source : sourceColumns) {
            if (plan.isChangedBy(source)) {
                return false;
            }
        }
        return !plan.addsColumns() || plan.unknown(sourceColumns).isEmpty();
    }

    /** Takes another list of source columns, which {@link #covers}: a longer one, or that of the delivery's next file. */
    void bind(List<String> sourceColumns) {
        sources.bind(sourceColumns);
    }

    /** The source columns that the definition names, mapped or in a condition, and that no record has had so far. */
    public Set<String> unseenColumns() {
        return sources.unseen();
    }

    /** Binds the batch's columns and maps its records in order. */
    public void map(RecordBatch batch, MappingSink sink) {
        bind(batch.columns());
        current.setFile(batch.file());
        for (SourceRecord record : batch.records()) {
            if (list == null) {
                map(record, sink);
            } else {
                list.of(record).forEach(each -> map(each, sink));
            }
        }
    }

    /** Maps one record that has the bound columns. */
    void map(SourceRecord record, MappingSink sink) {
        if (record.problem() != null) {
            sink.rejected(record, List.of(ValueProblem.ofRecord(RecordStep.PARSE, record.problem())));
            return;
        }
        current.of(record);
        try {
            for (RecordTest condition : conditions) {
                if (!condition.holds(current)) {
                    sink.filtered(record);
                    return;
                }
            }
        } catch (RecordTest.UndecidedException e) {
            sink.rejected(record, List.of(e.problem()));
            return;
        }
        Object[] values = new Object[columns.length];
        List<ValueProblem> problems = null;
        for (int i = 0; i < values.length; i++) {
            Object value = columns[i].value(record, current);
            if (value == Chain.SKIP) {
                sink.filtered(record);
                return;
            }
            if (value instanceof MappingRefusal refusal) {
                problems = problems == null ? new ArrayList<>() : problems;
                problems.add(ValueProblem.ofColumn(columns[i].name(), columns[i].source(record), refusal.reason()));
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
        current.of(record);
        Object[] key = new Object[keyPositions.length];
        for (int i = 0; i < key.length; i++) {
            MappedColumn column = columns[keyPositions[i]];
            key[i] = column.isUsable(record) ? column.value(record, current) : Chain.SKIP;
            if (key[i] instanceof MappingRefusal || key[i] == Chain.SKIP) {
                return null;
            }
        }
        return key;
    }

    /**
     * The key columns of a record and their text, for messages; null when there are no keys. May be called by any thread.
     *
     * @param sourceColumns of the record
     */
    public String keyText(SourceRecord record, List<String> sourceColumns) {
        if (keyPositions.length == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int position : keyPositions) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(columns[position].name())
                    .append('=');
            text.append(columns[position].source(record, sourceColumns));
        }
        return text.toString();
    }
}
