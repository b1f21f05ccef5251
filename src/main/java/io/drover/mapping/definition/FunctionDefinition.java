package io.drover.mapping.definition;

import io.drover.definition.text.ContextText;
import io.drover.definition.text.ExpressionText;
import io.drover.mapping.context.LookupDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;

/** What a value goes through on its way to a destination column; docs/guide/mapping.md says what each does. */
public sealed interface FunctionDefinition {

    /** Whether it gives a value where there was none. */
    default boolean makesValue() {
        return false;
    }

    /** One that gives a value where there was none. */
    sealed interface Maker extends FunctionDefinition {
        @Override
        default boolean makesValue() {
            return true;
        }
    }

    /** The texts of these four may hold context values, see {@link ContextText}. */
    record Constant(String text) implements Maker {}

    record Append(String text) implements Maker {}

    record Prepend(String text) implements Maker {}

    record Default(String text) implements Maker {}

    record Concatenate(List<String> columns, String separator) implements Maker {
        public Concatenate {
            columns = List.copyOf(columns);
        }
    }

    /** {@code start} counts from 1, or from -1 back from the end; {@code length} is null for all that follow. */
    record Substring(int start, Integer length) implements FunctionDefinition {}

    record Trim() implements FunctionDefinition {}

    record Case(LetterCase to) implements FunctionDefinition {}

    /** Which case letters get. */
    enum LetterCase {
        UPPER,
        LOWER,
        CAPITALIZE
    }

    record Replace(String text, String by) implements FunctionDefinition {}

    record ReplacePattern(String pattern, String by) implements FunctionDefinition {}

    /** With a number or else with a source column; {@code scale} limits the digits of quotients. */
    record Arithmetic(Operation operation, BigDecimal number, String column, int scale) implements FunctionDefinition {}

    /** What is done with two numbers. */
    enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE
    }

    record Round(int scale, RoundingMode mode) implements FunctionDefinition {}

    /** {@code groupSeparator} is null for none. */
    record ParseNumber(char decimalSeparator, Character groupSeparator) implements FunctionDefinition {}

    record ParseDate(String format, String language) implements FunctionDefinition {}

    record FormatDate(String format, String language) implements FunctionDefinition {}

    record ShiftDate(Period period, Duration duration) implements FunctionDefinition {}

    record ConvertZone(ZoneId from, ZoneId to) implements FunctionDefinition {}

    record CurrentTime(ZoneId zone) implements Maker {}

    record NewGuid() implements Maker {}

    record Sequence(long start, long step) implements Maker {}

    record Invert() implements FunctionDefinition {}

    /** {@code other} is the value of missing keys; null rejects them. */
    record Lookup(LookupDefinition table, String other) implements FunctionDefinition {}

    record Expression(ExpressionText text) implements Maker {}
}
