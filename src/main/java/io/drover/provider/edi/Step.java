package io.drover.provider.edi;

import io.drover.provider.edi.syntax.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Segments of a tag, perhaps only those with some values: {@code NAD}, {@code NAD[BY]} whose first element is BY, {@code HL[03=O]}
 * whose third is O, {@code FTX[AAI,#2]} the second of those with AAI.
 *
 * @param ordinal which of them, from 1; 0 for all
 */
record Step(String tag, List<Condition> conditions, int ordinal) {
    static final String TAG = "[A-Z][A-Z0-9]{1,2}";
    private static final String CONDITION = "(?:\\d\\d(?:\\.[1-9]\\d?)?=)?[^\\[\\],=]+";
    static final String PATTERN = TAG + "(?:\\[" + CONDITION + "(?:," + CONDITION + ")*])?";
    private static final Pattern PLACED = Pattern.compile("(\\d\\d)(?:\\.(\\d+))?=(.+)");
    private static final Pattern ORDINAL = Pattern.compile("#([1-9]\\d{0,5})");

    /** That a component of the segment has a value. */
    record Condition(int element, int component, String value) {
        private boolean isMetBy(Segment segment) {
            return value.equals(segment.get(element, component));
        }
    }

    Step {
        conditions = List.copyOf(conditions);
    }

    /** Parses what {@link #PATTERN} matches. */
    static Step parse(String text) {
        int bracket = text.indexOf('[');
        if (bracket < 0) {
            return new Step(text, List.of(), 0);
        }
        int ordinal = 0;
        List<Condition> conditions = new ArrayList<>();
        for (String part : text.substring(bracket + 1, text.length() - 1).split(",", -1)) {
            Matcher placed = PLACED.matcher(part);
            Matcher counted = ORDINAL.matcher(part);
            if (counted.matches()) {
                ordinal = Integer.parseInt(counted.group(1));
            } else if (placed.matches()) {
                int component = placed.group(2) == null ? 1 : Integer.parseInt(placed.group(2));
                conditions.add(new Condition(Integer.parseInt(placed.group(1)), component, placed.group(3)));
            } else {
                conditions.add(new Condition(1, 1, part));
            }
        }
        return new Step(text.substring(0, bracket), conditions, ordinal);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            String place = condition.element == 1 && condition.component == 1
                    ? ""
                    : new Segment.Value(condition.element, 1, condition.component, "").place() + "=";
            parts.add(place + condition.value);
        }
        if (ordinal > 0) {
            parts.add("#" + ordinal);
        }
        return parts.isEmpty() ? tag : tag + "[" + String.join(",", parts) + "]";
    }

    /** Whether a segment has the tag and the values; which of several it is does not count. */
    boolean matches(Segment segment) {
        if (!tag.equals(segment.tag())) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.isMetBy(segment)) {
                return false;
            }
        }
        return true;
    }

    /** The indexes of those segments that are meant. */
    List<Integer> find(List<Segment> segments, int from, int to) {
        List<Integer> found = new ArrayList<>(1);
        int count = 0;
        for (int i = from; i < to; i++) {
            if (matches(segments.get(i)) && (++count == ordinal || ordinal == 0)) {
                found.add(i);
            }
        }
        return found;
    }
}
