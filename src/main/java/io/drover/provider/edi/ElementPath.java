package io.drover.provider.edi;

import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Segment.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands, from a record: {@code BGM02}, {@code DTM[137]01.2} the second component of the first element of the DTM with
 * 137, {@code NAD[BY]/RFF[VA]01.2} within the segments that follow NAD+BY up to the next NAD, {@code PO106(UP)} the value behind the
 * qualifier UP among the pairs from the sixth element on, {@code ../BGM02} in the loop around, {@code @sender} of the envelope.
 *
 * @param up how many loops up
 * @param property of the envelope, or null
 * @param steps to the segment; none for a property
 * @param place in the segment, or null for a property
 */
record ElementPath(int up, Property property, List<Step> steps, Place place) {
    private static final Pattern PATH = Pattern.compile("((?:\\.\\./)*)(?:@([A-Za-z]+)|((?:" + Step.PATTERN + "/)*"
            + Step.PATTERN + ")(\\d\\d)(?:\\.([1-9]\\d?))?(?:#([1-9]\\d{0,3}))?(?:\\(([^()]+)\\))?)");
    private static final Pattern STEP = Pattern.compile(Step.PATTERN);

    /**
     * A place in a segment.
     *
     * @param component from 1, also of a simple element
     * @param repetition which one, from 1; 0 for all
     * @param qualifier that stands beside the value, or null: before it where both are elements, behind it where they are
     *     components; {@code element} is then the first of these pairs
     */
    record Place(int element, int component, int repetition, String qualifier) {}

    ElementPath {
        steps = List.copyOf(steps);
    }

    /** Parses a path; null when it is none. */
    static ElementPath parse(String text) {
        Matcher path = PATH.matcher(text);
        if (!path.matches()) {
            return null;
        }
        int up = path.group(1).length() / 3;
        if (path.group(2) != null) {
            Property property = Property.of(path.group(2));
            return property == null || up > 0 ? null : new ElementPath(0, property, List.of(), null);
        }
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path.group(3));
        while (step.find()) {
            steps.add(Step.parse(step.group()));
        }
        int element = Integer.parseInt(path.group(4));
        if (element == 0) {
            return null;
        }
        Place place = new Place(element, number(path.group(5), 1), number(path.group(6), 0), path.group(7));
        return new ElementPath(up, null, steps, place);
    }

    private static int number(String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** The segment of the value. */
    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The values in some segments, in their order. */
    List<String> values(List<Segment> segments) {
        List<String> values = new ArrayList<>(1);
        collect(segments, 0, segments.size(), 0, values);
        return values;
    }

    private void collect(List<Segment> segments, int from, int to, int index, List<String> values) {
        Step step = steps.get(index);
        for (int found : step.find(segments, from, to)) {
            if (index == steps.size() - 1) {
                collect(segments.get(found), values);
            } else {
                collect(segments, found + 1, next(step.tag(), segments, found, to), index + 1, values);
            }
        }
    }

    private static int next(String tag, List<Segment> segments, int after, int to) {
        int at = after + 1;
        while (at < to && !segments.get(at).tag().equals(tag)) {
            at++;
        }
        return at;
    }

    private void collect(Segment segment, List<String> values) {
        if (place.qualifier != null) {
            collectQualified(segment, values);
            return;
        }
        for (Value value : segment.values()) {
            if (value.element() == place.element
                    && value.component() == place.component
                    && (value.repetition() == place.repetition || place.repetition == 0)) {
                values.add(value.text());
            }
        }
    }

    private void collectQualified(Segment segment, List<String> values) {
        for (Value value : segment.values()) {
            if (value.element() < place.element || !value.text().equals(place.qualifier)) {
                continue;
            }
            boolean pairOfElements = value.component() == 1 && (value.element() - place.element) % 2 == 0;
            for (Value beside : segment.values()) {
                boolean behind = pairOfElements && beside.element() == value.element() + 1 && beside.component() == 1;
                boolean before = value.component() == 2
                        && beside.component() == 1
                        && beside.element() == value.element()
                        && beside.repetition() == value.repetition();
                if (behind || before) {
                    values.add(beside.text());
                }
            }
        }
    }
}
