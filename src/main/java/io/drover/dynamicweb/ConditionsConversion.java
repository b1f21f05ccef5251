package io.drover.dynamicweb;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The row filter of a table mapping: the flat list of version 9, and groups with and/or as far as they can be recognised. */
final class ConditionsConversion {
    private static final Map<String, String> OPERATORS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OPERATORS.putAll(Map.of(
                "EqualTo", "equal",
                "DifferentFrom", "notEqual",
                "LessThan", "lessThan",
                "GreaterThan", "greaterThan",
                "Contains", "contains",
                "NotContains", "notContains",
                "In", "in",
                "NotIn", "notIn",
                "StartsWith", "startsWith"));
        OPERATORS.putAll(Map.of(
                "NotStartsWith", "notStartsWith",
                "EndsWith", "endsWith",
                "NotEndsWith", "notEndsWith"));
    }

    private final Node mapping;
    private final String name;
    private final Notes notes;

    ConditionsConversion(Node mapping, String name, Notes notes) {
        this.mapping = mapping;
        this.name = name;
        this.notes = notes;
    }

    /** Whether a mapping has conditions. */
    static boolean hasAny(Node mapping) {
        return containers(mapping).anyMatch(conditions -> !conditions.children().isEmpty());
    }

    /** Whether a condition of a mapping is on a column. */
    static boolean speaksOf(Node mapping, String column) {
        return containers(mapping).anyMatch(conditions -> names(conditions, column));
    }

    private static boolean names(Node conditions, String column) {
        return conditions.text("sourceColumn").equalsIgnoreCase(column)
                || conditions.children().stream().anyMatch(child -> names(child, column));
    }

    private static Stream<Node> containers(Node mapping) {
        return Stream.of("mappingConditionals", "conditionals").flatMap(name -> mapping.all(name).stream());
    }

    void addTo(NativeElement element) {
        containers(mapping).forEach(conditions -> conditions.children().forEach(child -> add(child, element)));
    }

    private void add(Node node, NativeElement to) {
        if (node.child("conditionalOperator").isPresent()) {
            condition(node, to);
            return;
        }
        List<Node> inner = node.children().stream()
                .filter(child -> !child.children().isEmpty())
                .toList();
        if (inner.isEmpty()) {
            throw new IllegalArgumentException(
                    "mapping " + name + ": the condition <" + node.name()
                            + "> is in a form that Drover does not know; write it as a <condition> in a job of Drover's own form");
        }
        boolean or = node.children().stream()
                .anyMatch(child -> child.children().isEmpty() && child.text().equalsIgnoreCase("or"));
        NativeElement group = to.add(or ? "any" : "all");
        inner.forEach(child -> add(child, group));
    }

    private void condition(Node node, NativeElement to) {
        String operator = OPERATORS.get(node.text("conditionalOperator"));
        String column = node.text("sourceColumn");
        String value = node.text("condition");
        if (operator == null) {
            throw new IllegalArgumentException("mapping " + name + ": the operator " + node.text("conditionalOperator")
                    + " is unknown; known are " + String.join(", ", OPERATORS.keySet()));
        }
        if (value.startsWith("@")) {
            notes.refuse("mapping " + name + ": the condition on " + column + " compares with " + value
                    + ": there is no page, session or user here");
        }
        to.add("condition").with("column", column).with("operator", operator).with("value", value);
    }
}
