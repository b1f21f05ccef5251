package io.drover.mapping;

import io.drover.mapping.convert.DateTimeText;
import io.drover.mapping.convert.NumberText;
import io.drover.mapping.definition.ConditionDefinition.Operator;
import io.drover.settings.BoundedPattern;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/** A compiled condition. A null is like an empty text; an empty text is neither less nor greater than anything. */
final class Condition {
    private final Operator operator;
    private final NumberText numbers;
    private final DateTimeText dates = new DateTimeText();
    private final List<Operand> operands;
    private final BoundedPattern pattern;

    /** What a value is compared with; its number or date is null when it is none. */
    private record Operand(String text, BigDecimal number, LocalDateTime date) {}

    /**
     * Compiles a condition.
     *
     * @param value what is compared with, or null
     * @param decimalSeparator of the column
     */
    Condition(Operator operator, String value, char decimalSeparator) {
        this.operator = operator;
        this.numbers = new NumberText(decimalSeparator);
        boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
        String operand = value == null ? "" : value;
        this.operands = (list ? Stream.of(operand.split(",", -1)).map(String::strip) : Stream.of(operand))
                .map(text -> new Operand(text, operandNumber(text), date(text)))
                .toList();
        this.pattern = operator.takesPattern() ? new BoundedPattern(operand) : null;
    }

    /** @throws BoundedPattern.TooLongException when a regular expression gives up on the value */
    boolean holds(String value) throws BoundedPattern.TooLongException {
        String text = value == null ? "" : value;
        Operand operand = operands.get(0);
        return switch (operator) {
            case EQUAL, IN -> equalsAny(text);
            case NOT_EQUAL, NOT_IN -> !equalsAny(text);
            case LESS_THAN -> !text.isEmpty() && compare(text, operand) < 0;
            case LESS_THAN_OR_EQUAL -> !text.isEmpty() && compare(text, operand) <= 0;
            case GREATER_THAN -> !text.isEmpty() && compare(text, operand) > 0;
            case GREATER_THAN_OR_EQUAL -> !text.isEmpty() && compare(text, operand) >= 0;
            case CONTAINS -> text.contains(operand.text());
            case NOT_CONTAINS -> !text.contains(operand.text());
            case STARTS_WITH -> text.startsWith(operand.text());
            case NOT_STARTS_WITH -> !text.startsWith(operand.text());
            case ENDS_WITH -> text.endsWith(operand.text());
            case NOT_ENDS_WITH -> !text.endsWith(operand.text());
            case MATCHES -> pattern.matches(text);
            case NOT_MATCHES -> !pattern.matches(text);
            case EMPTY -> text.isEmpty();
            case NOT_EMPTY -> !text.isEmpty();
        };
    }

    private boolean equalsAny(String text) {
        for (Operand operand : operands) {
            if (text.equals(operand.text()) || (isQuantity(operand) && compare(text, operand) == 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuantity(Operand operand) {
        return operand.number() != null || operand.date() != null;
    }

    private int compare(String text, Operand operand) {
        BigDecimal number = operand.number() == null ? null : numbers.parse(text.strip());
        if (number != null) {
            return number.compareTo(operand.number());
        }
        LocalDateTime date = operand.date() == null ? null : date(text.strip());
        return date == null ? text.compareTo(operand.text()) : date.compareTo(operand.date());
    }

    /** The person who writes a condition may use the point although the source has the comma. */
    private BigDecimal operandNumber(String text) {
        BigDecimal number = numbers.parse(text);
        return number != null ? number : new NumberText('.').parse(text);
    }

    /** In UTC where the text has an offset; null when it is no date. */
    private LocalDateTime date(String text) {
        if (!dates.parse(text) || dates.date() == null) {
            return null;
        }
        LocalDateTime date = dates.date().atTime(dates.time() == null ? LocalTime.MIDNIGHT : dates.time());
        return dates.offset() == null ? date : date.minusSeconds(dates.offset().getTotalSeconds());
    }
}
