package io.drover.provider.edi.syntax;

import java.util.List;

/**
 * A segment: {@code LIN+1++4000862141404:EN'} has the tag LIN, a first element 1 and a third one of two components.
 *
 * @param line of the file on which it begins, from 1
 * @param start of its bytes in the file, with the line break before it
 * @param end of its bytes, behind its terminator
 * @param values that are not empty, in their order
 * @param fault why what stands here is no segment, or null
 */
public record Segment(String tag, int line, long start, long end, List<Value> values, String fault) {

    /** One value; all places count from 1, and a simple element is the first component of itself. */
    public record Value(int element, int repetition, int component, String text) {
        /** The same with another text. */
        Value with(String other) {
            return other.equals(text) ? this : new Value(element, repetition, component, other);
        }

        /** Its place as the end of a path: {@code 02}, {@code 02.3}, {@code 02.3#2}. */
        public String place() {
            return (element < 10 ? "0" : "")
                    + element
                    + (component == 1 ? "" : "." + component)
                    + (repetition == 1 ? "" : "#" + repetition);
        }
    }

    public Segment {
        values = List.copyOf(values);
    }

    /** A component of the first repetition of an element, or null when it is empty. */
    public String get(int element, int component) {
        for (Value value : values) {
            if (value.element == element && value.component == component && value.repetition == 1) {
                return value.text;
            }
        }
        return null;
    }

    /** A simple element, or null when it is empty. */
    public String get(int element) {
        return get(element, 1);
    }

    /** About how much memory it takes, in bytes. */
    int weight() {
        int weight = 100;
        for (Value value : values) {
            weight += 64 + 2 * value.text.length();
        }
        return weight;
    }
}
