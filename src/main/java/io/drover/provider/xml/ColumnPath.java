package io.drover.provider.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a column's values stand, from the record: {@code price}, {@code price/@amount}, {@code image[2]}, {@code ../@currency},
 * or {@code .} for the record's own text. The prefix and the case of names do not count.
 */
final class ColumnPath {
    private final int up;
    private final List<Step> steps = new ArrayList<>();
    private final String attribute;

    /** @param index of an element among those of its name, from 1; 0 for all */
    private record Step(String name, int index) {}

    ColumnPath(String path) {
        int level = 0;
        String rest = path;
        while (rest.startsWith("../")) {
            level++;
            rest = rest.substring(3);
        }
        up = level;
        String last = null;
        for (String part : rest.equals(".") ? new String[0] : rest.split("/")) {
            if (part.startsWith("@")) {
                last = local(part.substring(1));
            } else {
                int bracket = part.indexOf('[');
                steps.add(
                        bracket < 0
                                ? new Step(local(part), 0)
                                : new Step(
                                        local(part.substring(0, bracket)),
                                        Integer.parseInt(part.substring(bracket + 1, part.length() - 1))));
            }
        }
        attribute = last;
    }

    /** Whether it leads out of the record to elements around it. */
    boolean needsElementsAround() {
        return up > 0 && !steps.isEmpty();
    }

    /** The values of a record, those that are null left out. */
    List<String> values(Element record) {
        Element at = record;
        for (int i = 0; i < up && at != null; i++) {
            at = at.parent();
        }
        List<String> values = new ArrayList<>(1);
        if (at != null) {
            collect(at, 0, values);
        }
        return values;
    }

    private void collect(Element at, int step, List<String> values) {
        if (step == steps.size()) {
            if (attribute == null && at.text() != null) {
                values.add(at.text());
            }
            for (Element.Attribute candidate : attribute == null ? List.<Element.Attribute>of() : at.attributes()) {
                if (candidate.name().equalsIgnoreCase(attribute)) {
                    values.add(candidate.value());
                }
            }
            return;
        }
        int count = 0;
        for (Element child : at.children()) {
            if (child.name().equalsIgnoreCase(steps.get(step).name)) {
                count++;
                if (steps.get(step).index == 0 || steps.get(step).index == count) {
                    collect(child, step + 1, values);
                }
            }
        }
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
