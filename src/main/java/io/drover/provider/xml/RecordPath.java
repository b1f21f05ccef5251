package io.drover.provider.xml;

import java.util.List;

/**
 * Where records stand: {@code /catalog/product}, or {@code //product} for any depth. A step is a name, whose prefix and case do
 * not count, or {@code *}.
 */
final class RecordPath {
    private final boolean anywhere;
    private final List<String> steps;

    RecordPath(String path) {
        this.anywhere = path.startsWith("//");
        this.steps = List.of(path.substring(anywhere ? 2 : 1).split("/")).stream()
                .map(step -> step.substring(step.indexOf(':') + 1))
                .toList();
    }

    /** The name of the root that the document must have, or null when any will do. */
    String root() {
        return anywhere || steps.get(0).equals("*") ? null : steps.get(0);
    }

    /** The name of the records. */
    String last() {
        return steps.get(steps.size() - 1);
    }

    boolean matches(Element element) {
        Element at = element;
        for (int i = steps.size() - 1; i >= 0; i--) {
            String step = steps.get(i);
            if (at == null || (!step.equals("*") && !step.equalsIgnoreCase(at.name()))) {
                return false;
            }
            at = at.parent();
        }
        return anywhere || at == null;
    }
}
