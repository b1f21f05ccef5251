package io.drover.mapping;

import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.convert.NumberText;
import io.drover.mapping.definition.FunctionDefinition.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions on numbers; their results have a point, whatever the source has. */
final class NumberFunctions {
    /** More digits than any column takes: an exponent in a source must not cost memory. */
    private static final int MAX_DIGITS = 2_000;

    private NumberFunctions() {}

    /** The second number of an operation. */
    interface Operand {
        /** A number, null for none, or a {@link MappingRefusal}. */
        Object number(CurrentRecord record);
    }

    static Operand operand(BigDecimal number) {
        return record -> number;
    }

    static Operand operand(String column, int slot, NumberText numbers) {
        return record -> {
            Object number = number(record.value(slot), numbers);
            return number instanceof MappingRefusal refusal
                    ? new MappingRefusal("cannot be calculated with: " + column + " '" + record.value(slot) + "' "
                            + refusal.reason())
                    : number;
        };
    }

    /** @param scale most digits after the point of a quotient */
    static Function.OfText arithmetic(Operation operation, NumberText numbers, Operand operand, int scale) {
        return (value, record) -> {
            if (!(number(value, numbers) instanceof BigDecimal first)) {
                return number(value, numbers); // why it is none
            }
            Object second = operand.number(record);
            return second instanceof MappingRefusal ? second : calculate(operation, first, (BigDecimal) second, scale);
        };
    }

    private static Object calculate(Operation operation, BigDecimal first, BigDecimal second, int scale) {
        if (second == null) {
            return operation == Operation.ADD || operation == Operation.SUBTRACT ? text(first) : null;
        }
        return switch (operation) {
            case ADD -> text(first.add(second));
            case SUBTRACT -> text(first.subtract(second));
            case MULTIPLY -> text(first.multiply(second));
            case DIVIDE ->
                second.signum() == 0
                        ? new MappingRefusal("cannot be divided by zero")
                        : text(first.divide(second, scale, RoundingMode.HALF_UP).stripTrailingZeros());
        };
    }

    static Function.OfText round(NumberText numbers, int scale, RoundingMode mode) {
        return (value, record) -> {
            Object number = number(value, numbers);
            return number instanceof BigDecimal decimal ? text(decimal.setScale(scale, mode)) : number;
        };
    }

    /** @param group stands between thousands, or null */
    static Function.OfText parse(char separator, Character group) {
        NumberText numbers = new NumberText(separator);
        return (value, record) -> {
            Object number = number(group == null ? value : value.replace(group.toString(), ""), numbers);
            return number instanceof BigDecimal decimal ? text(decimal) : number;
        };
    }

    /** The number of a text, null when it is empty, or a {@link MappingRefusal}. */
    private static Object number(String text, NumberText numbers) {
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

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
