package io.drover.provider.edi;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.edi.ElementPath.Place;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Standard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The segments that a row of a table becomes. They come in the order in which the job names their columns. */
final class RowSegments {
    private static final Set<String> BINARY = Set.of("BIN", "BDS");

    private final EdiTable table;
    private final Standard standard;
    private final Node root = new Node(null);
    /** Of the envelope: interchange, group, message header. */
    private final Node envelope = new Node(null);

    /** A segment with the segments that follow it, in the order of their columns. */
    private static final class Node {
        private final Step step;
        private final Map<Step, Node> within = new LinkedHashMap<>();
        private final List<Slot> slots = new ArrayList<>();

        private Node(Step step) {
            this.step = step;
        }
    }

    /**
     * A value of a segment.
     *
     * @param property what it is of the envelope, or null
     * @param column its index in the row, or -1 for a constant
     */
    private record Slot(Place place, Property property, int column, String constant) {}

    /**
     * Prepares.
     *
     * @param keys lower-case names of columns that link rows and need no place
     */
    RowSegments(EdiTable table, List<DestinationColumn> columns, Set<String> keys) throws IOException {
        this.table = table;
        this.standard = Standard.ofType(table.messageType());
        List<String> left = new ArrayList<>();
        Map<String, Integer> indexes = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            indexes.put(columns.get(i).name().toLowerCase(Locale.ROOT), i);
            left.add(columns.get(i).name());
        }
        for (EdiColumn column : table.columns) {
            Integer index = column.name == null ? null : indexes.get(column.name.toLowerCase(Locale.ROOT));
            if (index != null || column.value != null) {
                add(column.elementPath(), index == null ? -1 : index, column.value);
            }
            left.removeIf(name -> name.equalsIgnoreCase(column.name));
        }
        for (String name : left) {
            ElementPath path = ElementPath.parse(name);
            if (path != null) {
                add(path, indexes.get(name.toLowerCase(Locale.ROOT)), null);
            } else if (!keys.contains(name.toLowerCase(Locale.ROOT))) {
                throw refused("the column " + name + " of the table " + table.name
                        + " has no place in a segment: add <column name=\"" + name
                        + "\" path=\"...\"/> to the <table>, or call it as its place, such as BGM02 or DTM[137]01.2");
            }
        }
    }

    static IOException refused(String message) {
        DestinationException cause = new DestinationException(message);
        return new IOException(message, cause);
    }

    /** Why a row of a table cannot have a value at a place, or null. */
    static String problem(EdiTable table, ElementPath path) {
        Standard standard = Standard.ofType(table.messageType());
        Property property = path.property();
        if (property != null && !property.isWritten()) {
            return property.column() + " is Drover's to say; leave it out";
        }
        if (path.up() > 0) {
            return "a row writes its own segments only; put the column into the table around it";
        }
        String tag = property == null ? path.steps().get(0).tag() : property.tag(standard);
        if (standard.encloses(tag) && !standard.isWrittenHeader(tag)) {
            return tag + " is not written by rows; leave it out";
        }
        if (standard.encloses(tag) && !table.loops().isEmpty()) {
            return "what a header has is for messages; put the column into the table of " + table.messageType();
        }
        return property == null && BINARY.contains(path.last().tag())
                ? path.last().tag() + " is read only"
                : null;
    }

    private void add(ElementPath path, int column, String constant) throws IOException {
        List<Step> steps = path.steps();
        Place place = path.place();
        String problem = problem(table, path);
        if (problem != null) {
            throw refused("a column of the table " + table.name + " cannot be written: " + problem);
        }
        Property property = path.property();
        if (property != null) {
            steps = List.of(new Step(property.tag(standard), List.of(), 0));
            place = new Place(property.element(standard), property.component(standard), 0, null);
        }
        boolean ofEnvelope = standard.encloses(steps.get(0).tag());
        Node node = ofEnvelope ? envelope : root;
        for (Step step : steps) {
            node = node.within.computeIfAbsent(step, Node::new);
        }
        node.slots.add(new Slot(place, property, column, constant));
    }

    /** The segments of a row. */
    List<Segment> segments(String[] values) {
        return build(root, values);
    }

    /** What a row says of the headers around it. */
    List<Segment> envelope(String[] values) {
        return build(envelope, values);
    }

    private List<Segment> build(Node parent, String[] values) {
        List<Segment> segments = new ArrayList<>();
        for (Node node : parent.within.values()) {
            List<Segment> inner = build(node, values);
            Segment segment = segment(node, values, !inner.isEmpty());
            if (segment != null) {
                segments.add(segment);
                segments.addAll(inner);
            }
        }
        return segments;
    }

    /** Null when nothing of the row stands in it: a constant alone is written only where there is nothing else to write. */
    private Segment segment(Node node, String[] values, boolean hasInner) {
        SegmentBuilder segment = new SegmentBuilder(node.step, standard);
        boolean constant = true;
        boolean filled = hasInner;
        for (Slot slot : node.slots) {
            String value = slot.column < 0 ? slot.constant : values[slot.column];
            constant &= slot.column < 0;
            filled |= slot.column >= 0 && value != null && !value.isEmpty();
            if (slot.property == null) {
                segment.put(slot.place, value);
            } else if (value != null) {
                List<String> parts = slot.property.written(standard, value);
                for (int i = 0; i < parts.size(); i++) {
                    segment.put(slot.place.element(), slot.place.component() + i, parts.get(i));
                }
            }
        }
        return filled || (constant && !node.slots.isEmpty()) ? segment.build() : null;
    }
}
