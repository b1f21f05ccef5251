package io.drover.mapping;

import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.definition.ColumnDefinition.WhenEmpty;
import io.drover.mapping.function.CompiledFunction;
import io.drover.provider.ColumnType;

/** The functions that a column's values go through, and what happens when nothing is left. */
final class Chain {
    /** In place of a value: the record is to be left out. */
    static final Object SKIP = new Object();

    private static final MappingRefusal EMPTY =
            new MappingRefusal("is empty, and whenEmpty=\"reject\" does not take that");

    private final CompiledFunction[] functions;
    private final WhenEmpty whenEmpty;
    private final boolean blankIsEmpty;

    Chain(CompiledFunction[] functions, WhenEmpty whenEmpty, ColumnType type) {
        this.functions = functions;
        this.whenEmpty = whenEmpty;
        this.blankIsEmpty = type != ColumnType.TEXT && type != ColumnType.OTHER;
    }

    /** A text, null for none, {@link #SKIP} or a {@link MappingRefusal}. */
    Object value(String source, CurrentRecord record) {
        String value = source;
        for (CompiledFunction function : functions) {
            Object result = function.apply(value, record);
            if (result instanceof MappingRefusal refusal) {
                return refused(refusal, source, value);
            }
            value = (String) result;
        }
        if (whenEmpty == WhenEmpty.LOAD || !isEmpty(value)) {
            return value;
        }
        return whenEmpty == WhenEmpty.SKIP ? SKIP : whenEmpty == WhenEmpty.REJECT ? EMPTY : null;
    }

    private boolean isEmpty(String value) {
        return value == null || (blankIsEmpty ? value.isBlank() : value.isEmpty());
    }

    /** The reason, for people who see the value as it is in the source. */
    static MappingRefusal refused(MappingRefusal refusal, String source, String value) {
        return value == null || value.equals(source)
                ? refusal
                : new MappingRefusal("became '" + (value.length() > 100 ? value.substring(0, 100) + "..." : value)
                        + "', which " + refusal.reason());
    }
}
