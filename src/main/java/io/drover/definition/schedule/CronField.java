package io.drover.definition.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field of a cron expression: which values it has, and how sets of them are written. */
enum CronField {
    SECOND("second", 0, 59),
    MINUTE("minute", 0, 59),
    HOUR("hour", 0, 23),
    DAY_OF_MONTH("day-of-month", 1, 31),
    MONTH("month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
    DAY_OF_WEEK("day-of-week", 1, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
    YEAR("year", 1970, 2199);

    private static final Pattern PART = Pattern.compile("(\\*|(\\w+)(?:-(\\w+))?)?(?:/(\\d{1,4}))?");
    private static final Pattern HASHED = Pattern.compile("H(\\(.*\\))?(/\\d+)?");

    private final String label;
    private final int min;
    private final int max;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    CronField(String label, int min, int max, String... names) {
        this.label = label;
        this.min = min;
        this.max = max;
        this.names = List.of(names);
    }

    /** The values of a list of parts, in upper case. */
    BitSet values(String list) {
        BitSet values = new BitSet();
        for (String part : list.split(",", -1)) {
            values.or(part(part));
        }
        return values;
    }

    /**
     * The values of a part: {@code *}, a value or a range, each with or without a step. A range may go over the largest value, as
     * {@code FRI-MON} does; a step after a single value goes on up to the largest.
     *
     * @throws IllegalArgumentException when it is none of these; says what is allowed
     */
    BitSet part(String part) {
        if (HASHED.matcher(part).matches()) {
            throw new IllegalArgumentException(
                    "H, a value chosen by a hash of the name, is not known here: write the %s itself, such as %s"
                            .formatted(label, (min + max) / 2));
        }
        Matcher matcher = PART.matcher(part);
        if (part.isEmpty() || !matcher.matches()) {
            throw no(part);
        }
        String first = matcher.group(2);
        String last = matcher.group(3);
        String step = matcher.group(4);
        int from = first == null ? min : value(first);
        if (last != null) {
            return range(from, value(last), step);
        }
        return range(from, first == null || step != null ? max : from, step);
    }

    private BitSet range(int from, int to, String step) {
        int by = step == null ? 1 : step(step);
        int size = max - min + 1;
        if (to < from && this == YEAR) {
            throw new IllegalArgumentException("the years %d-%d go backwards".formatted(from, to));
        }
        BitSet values = new BitSet();
        for (int value = from; value <= (to < from ? to + size : to); value += by) {
            values.set(value > max ? value - size : value);
        }
        return values;
    }

    private int step(String text) {
        int step = Integer.parseInt(text);
        int largest = Math.min(max, max - min + 1);
        if (step < 1 || step > largest) {
            throw new IllegalArgumentException(
                    "the step /%s of the %s: 1 to %d is allowed".formatted(text, label, largest));
        }
        return step;
    }

    /** A value, as a number or by its name. */
    int value(String text) {
        int name = names.indexOf(text);
        if (name >= 0) {
            return min + name;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw no(text);
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException no(String text) {
        String named = names.isEmpty() ? "" : ", or " + names.get(0) + " to " + names.get(names.size() - 1);
        return new IllegalArgumentException("\"%s\" is no %s: %d to %d is allowed%s, with , - * and /%s"
                .formatted(text, label, min, max, named, more()));
    }

    private String more() {
        return switch (this) {
            case DAY_OF_MONTH -> "; L (the last day), L-3, 15W (the weekday nearest to it), LW and L-3W; ?";
            case DAY_OF_WEEK -> "; FRIL (the last Friday), FRI#2 (the second); ?";
            default -> "";
        };
    }
}
