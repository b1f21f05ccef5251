package io.drover.mapping;

import io.drover.definition.ConditionDefinition;
import io.drover.definition.ConditionDefinition.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** A compiled condition. A null is like an empty text; an empty text is neither less nor greater than anything. */
final class Condition {
    private final String column;
    private final Operator operator;
    private final NumberText numbers;
    private final List<Operand> operands;

    /** What a value is compared with; its number is null when it is none. */
    private record Operand(String text, BigDecimal number) {}

    Condition(ConditionDefinition definition, char decimalSeparator) {
        this.column = definition.column();
        this.operator = definition.operator();
        this.numbers = new NumberText(decimalSeparator);
        String value = definition.value() == null ? "" : definition.value();
        boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
        this.operands = (list ? Stream.of(value.split(",", -1)).map(String::strip) : Stream.of(value))
                .map(text -> new Operand(text, operandNumber(text)))
                .toList();
    }

    String column() {
        return column;
    }

    boolean holds(String value) {
        String text = value == null ? "" : value;
        Operand operand = operands.get(0);
        return switch (operator) {
            case EQUAL, IN -> equalsAny(text);
            case NOT_EQUAL, NOT_IN -> !equalsAny(text);
            case LESS_THAN -> !text.isEmpty() && compare(text, operand) < 0;
            case GREATER_THAN -> !text.isEmpty() && compare(text, operand) > 0;
            case CONTAINS -> text.contains(operand.text());
            case NOT_CONTAINS -> !text.contains(operand.text());
            case STARTS_WITH -> text.startsWith(operand.text());
            case ENDS_WITH -> text.endsWith(operand.text());
            case EMPTY -> text.isEmpty();
            case NOT_EMPTY -> !text.isEmpty();
        };
    }

    private boolean equalsAny(String text) {
        for (Operand operand : operands) {
            if (text.equals(operand.text()) || (operand.number() != null && compare(text, operand) == 0)) {
                return true;
            }
        }
        return false;
    }

    private int compare(String text, Operand operand) {
        BigDecimal number = operand.number() == null ? null : numbers.parse(text);
        return number == null ? text.compareTo(operand.text()) : number.compareTo(operand.number());
    }

    /** The person who writes a condition may use the point although the source has the comma. */
    private BigDecimal operandNumber(String text) {
        BigDecimal number = numbers.parse(text);
        return number != null ? number : new NumberText('.').parse(text);
    }
}
