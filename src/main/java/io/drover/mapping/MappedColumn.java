package io.drover.mapping;

import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.convert.CanonicalConverter;
import io.drover.mapping.convert.Converter;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.ColumnDefinition.WhenEmpty;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.SchemaChange;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.ColumnType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.SourceRecord;
import io.drover.provider.WriteOptions;
import io.drover.provider.value.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One destination column, compiled: from a record to its value. */
final class MappedColumn {
    private static final MappingRefusal REQUIRED = new MappingRefusal("is required");
    private static final MappingRefusal KEY_REQUIRED = new MappingRefusal("is required: it is a key column");

    private final String name;
    private final SourceColumns columns;
    private final Origin origin;
    /** Null for the many columns without functions. */
    private final Chain chain;

    private final Converter converter;
    /** What to say when there is no value, or null where none is needed. */
    private final MappingRefusal whenMissing;

    private MappedColumn(
            String name,
            SourceColumns columns,
            Origin origin,
            Chain chain,
            Converter converter,
            MappingRefusal whenMissing) {
        this.name = name;
        this.columns = columns;
        this.origin = origin;
        this.chain = chain;
        this.converter = converter;
        this.whenMissing = whenMissing;
    }

    /**
     * Where values come from.
     *
     * @param slot -1 when they come from functions alone
     * @param json whether the source's values are JSON, and what is made of them is not
     */
    private record Origin(int slot, boolean json) {}

    /** Its source column, or the destination column when it has none. */
    String name() {
        return name;
    }

    /** The text that the source has for it, or null. */
    String source(SourceRecord record) {
        return origin.slot < 0 ? null : record.value(columns.index(origin.slot));
    }

    /** The text that a record of these columns has for it, or null. */
    String source(SourceRecord record, List<String> sourceColumns) {
        return origin.slot < 0 ? null : record.value(SourceColumns.indexOf(columns.name(origin.slot), sourceColumns));
    }

    /** Whether a record that has a problem has the values that this one is made of all the same. */
    boolean isUsable(SourceRecord record) {
        return record.problem() == null || (chain == null && record.isUsable(columns.index(origin.slot)));
    }

    /** The value, null for none, {@link Chain#SKIP} or a {@link MappingRefusal}. */
    Object value(SourceRecord record, CurrentRecord current) {
        String text = origin.json ? JsonValue.text(source(record)) : source(record);
        if (chain != null) {
            return chained(text, current);
        }
        Object value = text == null ? null : converter.convert(text);
        return value == null ? whenMissing : value;
    }

    private Object chained(String source, CurrentRecord current) {
        Object result = chain.value(source, current);
        if (result == Chain.SKIP || result instanceof MappingRefusal) {
            return result;
        }
        String text = (String) result;
        Object value = text == null ? null : converter.convert(text);
        if (value instanceof MappingRefusal refusal) {
            return Chain.refused(refusal, source, text);
        }
        return value == null ? whenMissing : value;
    }

    /** Makes the columns of one mapping. */
    static final class Compiler {
        private final MappingDefinition definition;
        private final ColumnPlan plan;
        private final List<DestinationColumn> keys;
        private final SourceColumns columns;
        private final MappingContext context;
        private final Set<DestinationColumn> insertOnly = new HashSet<>();
        private final Set<DestinationColumn> keptWhenNull = new HashSet<>();

        Compiler(
                MappingDefinition definition,
                ColumnPlan plan,
                List<DestinationColumn> keys,
                SourceColumns columns,
                MappingContext context) {
            this.definition = definition;
            this.plan = plan;
            this.keys = keys;
            this.columns = columns;
            this.context = context;
        }

        MappedColumn compile(DestinationColumn destination) throws DestinationException {
            ColumnDefinition column = plan.column(destination);
            FunctionScope scope = new FunctionScope(
                    columns,
                    context,
                    definition.sourceTable(),
                    destination.type(),
                    column.source() == null ? '.' : columns.decimalSeparator(column.source()));
            List<CompiledFunction> functions = new ArrayList<>();
            for (ColumnFunction function : column.functions()) {
                functions.add(function.compile(scope));
                scope = scope.after(function);
            }
            boolean plain = functions.isEmpty() && column.whenEmpty() == WhenEmpty.LOAD;
            noteOptions(column, destination);
            return new MappedColumn(
                    column.source() == null ? destination.name() : column.source(),
                    columns,
                    new Origin(column.source() == null ? -1 : slot(column), isFromJson(column, destination)),
                    plain
                            ? null
                            : new Chain(
                                    functions.toArray(CompiledFunction[]::new), column.whenEmpty(), destination.type()),
                    converter(
                            destination,
                            scope.decimalSeparator(),
                            functions.isEmpty() && isCanonical(column, destination)),
                    whenMissing(column, destination));
        }

        /** JSON stays JSON where the destination takes it, but for null, which a database has itself. */
        private boolean isFromJson(ColumnDefinition column, DestinationColumn destination) {
            return column.source() != null
                    && columns.type(column.source()) == ColumnType.JSON
                    && !(destination.isJson() && column.functions().isEmpty());
        }

        private int slot(ColumnDefinition column) {
            return columns.slot(column.source());
        }

        private void noteOptions(ColumnDefinition column, DestinationColumn destination) {
            if (definition.columns().schemaChange() == SchemaChange.IGNORE) {
                UsedColumns.ofFunctions(column).forEach(columns::allowUnseen);
            }
            if (keys.contains(destination)) {
                return; // a key never changes
            }
            if (column.insertOnly()) {
                insertOnly.add(destination);
            }
            if (column.whenEmpty() == WhenEmpty.KEEP) {
                keptWhenNull.add(destination);
            }
        }

        /** Whether the source has the very type, and its texts are therefore what a file takes. */
        private boolean isCanonical(ColumnDefinition column, DestinationColumn destination) {
            return column.source() != null && columns.type(column.source()) == destination.type();
        }

        private Converter converter(DestinationColumn destination, char decimalSeparator, boolean canonical) {
            if (plan.toFile() && canonical && destination.type() != ColumnType.TEXT) {
                return text -> text;
            }
            if (columns.hasJson() && destination.dataType().takes(Special.JSON)) {
                Converter database = Converter.of(destination, decimalSeparator);
                return text -> text.equals("null") ? null : database.convert(text);
            }
            Converter converter = nullWhenEmpty(destination, Converter.of(destination, decimalSeparator));
            boolean textIsRight = destination.type() == ColumnType.TEXT || destination.type() == ColumnType.OTHER;
            return plan.toFile() && !textIsRight ? new CanonicalConverter(converter) : converter;
        }

        /** Texts excepted: an empty one is a text whatever the source. */
        private Converter nullWhenEmpty(DestinationColumn destination, Converter converter) {
            return columns.knowsNull() || destination.type() == ColumnType.TEXT
                    ? converter
                    : text -> text.isEmpty() ? null : converter.convert(text);
        }

        private MappingRefusal whenMissing(ColumnDefinition column, DestinationColumn destination) {
            if (keys.contains(destination)) {
                return KEY_REQUIRED;
            }
            return destination.nullable() || column.whenEmpty() == WhenEmpty.KEEP ? null : REQUIRED;
        }

        WriteOptions writeOptions() {
            return new WriteOptions(definition.options(), insertOnly, keptWhenNull);
        }
    }
}
