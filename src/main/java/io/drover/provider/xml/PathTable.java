package io.drover.provider.xml;

import io.drover.provider.nested.Draft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** A table whose records a path names: its columns are those of the job, or all that a record has. */
final class PathTable {
    private final String name;
    private final RecordPath path;
    private final List<String> parentKey;
    private final List<Column> columns = new ArrayList<>();

    private record Column(XmlColumn definition, ColumnPath path) {}

    PathTable(XmlTable table) {
        this.name = table.name();
        this.path = new RecordPath(table.records());
        this.parentKey = table.parentKey();
        for (XmlColumn column : table.columns()) {
            columns.add(new Column(column, new ColumnPath(column.path())));
        }
    }

    String name() {
        return name;
    }

    RecordPath path() {
        return path;
    }

    List<String> parentKey() {
        return parentKey;
    }

    boolean needsElementsAround() {
        return columns.stream().anyMatch(column -> column.path.needsElementsAround());
    }

    /** @param isRecord whether an element is a record of its own and none of the columns of the one around it */
    void fill(Draft draft, Element record, Predicate<Element> isRecord) throws IOException {
        if (columns.isEmpty()) {
            addAll(draft, record, "", isRecord);
            if (record.hasOwnText()) {
                draft.set(record.name(), record.text());
            }
            return;
        }
        for (Column column : columns) {
            List<String> values = column.path.values(record);
            String separator = column.definition.separator();
            if (values.size() > 1 && separator == null) {
                draft.problem(
                        "%s is there %d times at the path %s; write [1] behind a step for the first, or a separator for all"
                                .formatted(column.definition.name(), values.size(), column.definition.path()));
            }
            draft.set(
                    column.definition.name(),
                    values.isEmpty() ? null : separator == null ? values.get(0) : String.join(separator, values));
        }
    }

    /** All attributes and elements; those of elements within by {@code a.b} and {@code a.@b}, repeated ones {@code a[2]}. */
    private static void addAll(Draft draft, Element element, String prefix, Predicate<Element> isRecord)
            throws IOException {
        for (Element.Attribute attribute : element.attributes()) {
            draft.set(prefix + "@" + attribute.name(), attribute.value());
        }
        Map<String, Integer> counts = element.children().size() > 1 ? new HashMap<>() : null;
        for (Element child : element.children()) {
            if (isRecord.test(child)) {
                continue;
            }
            int count = counts == null ? 1 : counts.merge(child.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            String column = prefix + child.name() + (count == 1 ? "" : "[" + count + "]");
            if (child.isLeaf() || child.hasOwnText()) {
                draft.set(column, child.text());
            }
            addAll(draft, child, column + ".", isRecord);
        }
    }
}
