package io.drover.mapping.function;

import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.context.Template;
import io.drover.provider.ColumnType;
import io.drover.provider.DestinationException;

/**
 * What a function is compiled for.
 *
 * @param columns of the source
 * @param context what it may use of the run
 * @param table name of the source table
 * @param type of the destination column
 * @param decimalSeparator what numbers in the values that it takes are written with
 */
public record FunctionScope(
        SourceColumns columns, MappingContext context, String table, ColumnType type, char decimalSeparator) {

    /** The scope of what comes after a function. */
    public FunctionScope after(ColumnFunction function) {
        return new FunctionScope(columns, context, table, type, function.decimalSeparator(this));
    }

    /**
     * A text with values of the run and of the record.
     *
     * @throws DestinationException when the run does not have one of them
     */
    public Template template(String text) throws DestinationException {
        return new Template(text, context.run(), table);
    }
}
