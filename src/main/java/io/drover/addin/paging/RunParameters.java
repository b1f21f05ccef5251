package io.drover.addin.paging;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;

/** The parameters of a task. */
final class RunParameters {
    private final UnaryOperator<String> values;

    RunParameters(UnaryOperator<String> values) {
        this.values = values;
    }

    /** Those of a run. */
    static RunParameters of(Exchange exchange) {
        return new RunParameters(name -> exchange.getVariable(name, String.class));
    }

    /** A parameter; empty when the task leaves it empty. */
    String text(String name) {
        return Objects.requireNonNullElse(values.apply(name), "").strip();
    }

    /** A parameter as it stands, with the white space around it. */
    String raw(String name) {
        return Objects.requireNonNullElse(values.apply(name), "");
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** Names that are separated by commas. */
    List<String> list(String name) {
        return Arrays.stream(text(name).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException when it is none, or less than allowed
     */
    long number(String name, long least) {
        try {
            long number = Long.parseLong(text(name));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below
        }
        throw new IllegalArgumentException(
                "the parameter " + name + " is '" + text(name) + "'; it must be a whole number from " + least);
    }

    /**
     * A time such as 90s, 10m or 2h.
     *
     * @throws IllegalArgumentException when it is none
     */
    Duration duration(String name) {
        try {
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text(name)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is '" + text(name) + "'; it must be a time such as 90s, 10m or 2h", e);
        }
    }
}
