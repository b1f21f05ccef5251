package io.drover.definition.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of a mapping with values of the run in it, such as {@code {file}} or {@code {parameter:Shop=DK}}. Braces around anything
 * but a word are text.
 */
public record ContextText(List<Part> parts) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)(?::([^{}=]*)(?:=([^{}]*))?)?}");

    /** What may stand between braces. */
    public enum Value {
        /** Id of the execution. */
        EXECUTION,
        JOB,
        /** The delivery's file, or the one of its files that has the record. */
        FILE,
        /** The source table. */
        TABLE,
        /** Number of the record in the delivery, from 1. */
        ROW,
        /** The company (legal entity) of the queue's message that the run is for. */
        COMPANY,
        /** When the run began, as in the names of files. */
        TIMESTAMP,
        /** A parameter of the scheduled task that fetched the delivery. */
        PARAMETER
    }

    /**
     * A part.
     *
     * @param value null for a text
     * @param text the text, or the name of the parameter
     * @param other what stands for a parameter without a value, or null
     */
    public record Part(Value value, String text, String other) {}

    public ContextText {
        parts = List.copyOf(parts);
    }

    /** Takes a text apart; what stands in braces and is no value stays text. */
    public static ContextText of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            Value value = value(place);
            if (value != null) {
                addText(parts, text.substring(end, place.start()));
                parts.add(new Part(value, place.group(2), place.group(3)));
                end = place.end();
            }
        }
        addText(parts, text.substring(end));
        return new ContextText(parts);
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(null, text, null));
        }
    }

    /** What stands in braces like a value and is none; null when all is well. */
    public static String problem(String text) {
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            if (value(place) == null) {
                return place.group() + " is not known; allowed are "
                        + Arrays.stream(Value.values())
                                .map(value -> value == Value.PARAMETER
                                        ? "{parameter:NAME}"
                                        : "{" + value.name().toLowerCase(Locale.ROOT) + "}")
                                .collect(Collectors.joining(", "));
            }
        }
        return null;
    }

    private static Value value(Matcher place) {
        for (Value value : Value.values()) {
            boolean named = place.group(2) != null && !place.group(2).isBlank();
            if (value.name().equalsIgnoreCase(place.group(1))
                    && (value == Value.PARAMETER ? named : place.group(2) == null)) {
                return value;
            }
        }
        return null;
    }

    /** Whether it is the same for all records of a run. */
    public boolean isOfRun() {
        return parts.stream().noneMatch(part -> part.value() == Value.ROW || part.value() == Value.FILE);
    }
}
