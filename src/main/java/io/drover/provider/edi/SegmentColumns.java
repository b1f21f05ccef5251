package io.drover.provider.edi;

import io.drover.provider.DeliveryException;
import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.EdiMessage.Envelope;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Segment.Value;
import io.drover.provider.nested.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The columns of a table: those that the job names, or all that its segments have. */
final class SegmentColumns {
    private final List<Column> columns = new ArrayList<>();

    private record Column(EdiColumn definition, ElementPath path) {}

    SegmentColumns(EdiTable table) {
        for (EdiColumn column : table.columns) {
            columns.add(new Column(column, column.elementPath()));
        }
    }

    /** Fills a record from a part of a message. */
    void fill(Draft draft, Scope scope, EdiMessage message) throws DeliveryException {
        if (columns.isEmpty()) {
            addAll(draft, scope, message);
            return;
        }
        for (Column column : columns) {
            List<String> values = values(column.path, scope, message);
            String separator = column.definition.separator;
            if (values.size() > 1 && separator == null) {
                draft.problem(
                        "%s is there %d times at the path %s; write the qualifier behind the segment, as DTM[137], ,#1 for the first, or a separator for all"
                                .formatted(column.definition.name, values.size(), column.definition.path));
            }
            draft.set(
                    column.definition.name,
                    values.isEmpty() ? null : separator == null ? values.get(0) : String.join(separator, values));
        }
    }

    private static List<String> values(ElementPath path, Scope scope, EdiMessage message) {
        if (path.property() != null) {
            String value = property(path.property(), scope, message);
            return value == null ? List.of() : List.of(value);
        }
        Envelope envelope = message.envelope();
        if (envelope.standard().encloses(path.steps().get(0).tag())) {
            List<Segment> headers = Stream.of(envelope.interchange(), envelope.group(), message.header())
                    .filter(Objects::nonNull)
                    .toList();
            return path.values(headers).stream().map(String::strip).toList(); // ISA fills up with blanks
        }
        Scope from = scope;
        for (int i = 0; i < path.up() && from != null; i++) {
            from = from.around();
        }
        return from == null ? List.of() : path.values(from.segments());
    }

    private static String property(Property property, Scope scope, EdiMessage message) {
        return property == Property.POSITION ? String.valueOf(scope.position()) : property.of(message);
    }

    private static void addAll(Draft draft, Scope scope, EdiMessage message) throws DeliveryException {
        for (Property property : Property.values()) {
            boolean wanted = scope.around() == null ? property != Property.POSITION : property == Property.POSITION;
            String value = wanted ? property(property, scope, message) : null;
            if (value != null) {
                draft.set(property.column(), value);
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        for (Segment segment : scope.segments()) {
            boolean qualified = Qualifiers.has(segment);
            String label = segment.tag() + (qualified ? "[" + segment.get(1) + "]" : "");
            int count = counts.merge(label, 1, Integer::sum);
            if (count > 1) {
                label = qualified ? label.replace("]", ",#" + count + "]") : label + "[#" + count + "]";
            }
            for (Value value : segment.values()) {
                if (!qualified || value.element() > 1 || value.component() > 1 || value.repetition() > 1) {
                    draft.set(label + value.place(), value.text());
                }
            }
        }
    }
}
