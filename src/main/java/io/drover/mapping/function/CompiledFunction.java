package io.drover.mapping.function;

import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.convert.MappingRefusal;

/** One function of a column, compiled. */
public interface CompiledFunction {

    /**
     * What becomes of a value.
     *
     * @param value the value so far, or null
     * @return a text, null for none, or a {@link MappingRefusal}
     */
    Object apply(String value, CurrentRecord record);

    /** The same for values that are not empty; empty ones stay as they are. */
    interface OfText extends CompiledFunction {

        Object applyTo(String value, CurrentRecord record);

        @Override
        default Object apply(String value, CurrentRecord record) {
            return value == null || value.isEmpty() ? value : applyTo(value, record);
        }
    }
}
