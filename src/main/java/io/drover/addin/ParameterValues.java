package io.drover.addin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;

/** The parameters of a task as its add-in uses them, each error with the name of its parameter. Immutable. */
public final class ParameterValues {
    private final Map<String, ?> values;

    /** @param values by the add-in's names, defaults included */
    public ParameterValues(Map<String, ?> values) {
        this.values = values;
    }

    /** The parameters of the task that an exchange belongs to. */
    public static ParameterValues of(Exchange exchange) {
        return new ParameterValues(exchange.getVariables());
    }

    /** A value without white space around it; empty when there is none. */
    public String text(String name) {
        Object value = values.get(name);
        return value == null ? "" : value.toString().strip();
    }

    /** A value as it stands, with the white space around it. */
    public String raw(String name) {
        Object value = values.get(name);
        return value == null ? "" : value.toString();
    }

    /** The parts of a value between its commas; they may have spaces in them. */
    public List<String> list(String name) {
        return Arrays.stream(text(name).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The lines of a value that say something. */
    public List<String> lines(String name) {
        return Arrays.stream(text(name).split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The words of a value, separated by commas or white space. */
    public List<String> words(String name) {
        return Arrays.stream(text(name).split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    public boolean flag(String name) {
        String value = text(name);
        if (value.isEmpty() || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw wrong(name, "true or false");
    }

    /** A whole number between two, both included. */
    public int number(String name, int least, int most) {
        try {
            int number = Integer.parseInt(text(name));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // says the same
        }
        throw wrong(name, "a whole number from " + least + " to " + most);
    }

    /** A duration as that of {@link #duration}, or none, as 0s. */
    public Duration durationOrNone(String name) {
        return text(name).matches("0+(d|h|m|s|ms)?") ? Duration.ZERO : duration(name);
    }

    /** A duration such as 90s, at least a millisecond. */
    public Duration duration(String name) {
        String value = text(name);
        try {
            long millis = value.matches("(\\d+(d|h|m|s|ms))+") ? TimeUtils.toMilliSeconds(value) : 0;
            if (millis > 0 && millis <= Integer.MAX_VALUE) {
                return Duration.ofMillis(millis);
            }
        } catch (IllegalArgumentException e) {
            // says the same
        }
        throw wrong(name, "a duration such as 30m, 90s or 500ms, of at most 24 days");
    }

    /** What to throw when a value cannot be used; says what it must be. */
    public IllegalArgumentException wrong(String name, String allowed) {
        return new IllegalArgumentException(
                "the parameter " + name + " is '" + text(name) + "'; it must be " + allowed);
    }
}
