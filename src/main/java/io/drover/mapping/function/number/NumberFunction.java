package io.drover.mapping.function.number;

import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.convert.NumberText;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.FunctionScope;
import java.math.BigDecimal;

/** A function that makes a number of a number. */
abstract class NumberFunction extends ColumnFunction {
    /** More digits than any column takes: an exponent in a source must not cost memory. */
    private static final int MAX_DIGITS = 2_000;

    @Override
    public final char decimalSeparator(FunctionScope scope) {
        return '.';
    }

    /** The number of a text, null when it is empty, or a {@link MappingRefusal}. */
    static Object number(String text, NumberText numbers) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        BigDecimal number = numbers.parse(stripped);
        if (number == null) {
            return numbers.refuse(stripped);
        }
        return Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS
                ? new MappingRefusal("has more than " + MAX_DIGITS + " digits, which nothing is calculated with")
                : number;
    }

    /** The text of a number; what is none is the result itself. */
    static Object text(Object result) {
        return result instanceof BigDecimal number ? number.toPlainString() : result;
    }
}
