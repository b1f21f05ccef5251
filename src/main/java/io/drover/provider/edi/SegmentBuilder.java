package io.drover.provider.edi;

import io.drover.provider.edi.ElementPath.Place;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Segment.Value;
import io.drover.provider.edi.syntax.Standard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts a segment together, place by place. */
final class SegmentBuilder {
    private static final Comparator<Value> ORDER = Comparator.comparingInt(Value::element)
            .thenComparingInt(Value::repetition)
            .thenComparingInt(Value::component);

    private final String tag;
    private final Standard standard;
    private final List<Value> values = new ArrayList<>();

    SegmentBuilder(String tag, Standard standard) {
        this.tag = tag;
        this.standard = standard;
    }

    /** Begins with the values by which a path tells such a segment. */
    SegmentBuilder(Step step, Standard standard) {
        this(step.tag(), standard);
        step.conditions().forEach(condition -> put(condition.element(), condition.component(), condition.value()));
    }

    /** Sets a component; null or an empty text takes it away. */
    SegmentBuilder put(int element, int component, String text) {
        return put(element, 1, component, text);
    }

    /** Sets an element. */
    SegmentBuilder put(int element, String text) {
        return put(element, 1, 1, text);
    }

    private SegmentBuilder put(int element, int repetition, int component, String text) {
        values.removeIf(value ->
                value.element() == element && value.repetition() == repetition && value.component() == component);
        if (text != null && !text.isEmpty()) {
            values.add(new Value(element, repetition, component, text));
        }
        return this;
    }

    /** Sets the value of a place; one beside a qualifier gets the first free pair. */
    void put(Place place, String text) {
        if (place.qualifier() == null) {
            put(place.element(), Math.max(1, place.repetition()), place.component(), text);
        } else if (text != null && !text.isEmpty()) {
            boolean pairOfElements = standard == Standard.X12;
            int element = place.element();
            while (has(element) || (pairOfElements && has(element + 1))) {
                element += pairOfElements ? 2 : 1;
            }
            put(element, pairOfElements ? place.qualifier() : text);
            put(
                    pairOfElements ? element + 1 : element,
                    pairOfElements ? 1 : 2,
                    pairOfElements ? text : place.qualifier());
        }
    }

    /** Puts in all values of another. */
    SegmentBuilder put(Segment other) {
        other.values().forEach(value -> put(value.element(), value.repetition(), value.component(), value.text()));
        return this;
    }

    private boolean has(int element) {
        return values.stream().anyMatch(value -> value.element() == element);
    }

    Segment build() {
        values.sort(ORDER);
        return new Segment(tag, 0, 0, 0, values, null);
    }
}
