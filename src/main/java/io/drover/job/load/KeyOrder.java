package io.drover.job.load;

import java.util.ArrayList;
import java.util.List;

/**
 * The order of the loads of a run by the foreign keys of their tables, and by the delivery where no key says otherwise. A circle of
 * tables is cut at the one that came first.
 */
final class KeyOrder {
    private KeyOrder() {}

    /** Whether one load has to come before another. */
    private interface Before {
        boolean test(TableLoad first, TableLoad second);
    }

    /** The order in which rows are stored: those of a table before those that refer to them, but what is to go after them. */
    static List<TableLoad> ofStoring(List<TableLoad> loads) {
        return sorted(loads, (first, second) -> {
            if (first.isOfTable(second)) {
                return loads.indexOf(first) < loads.indexOf(second);
            }
            return second.deletes() ? first.refersTo(second) : !first.deletes() && second.refersTo(first);
        });
    }

    /** The order in which missing rows are removed: those that refer to others before these. */
    static List<TableLoad> ofRemoving(List<TableLoad> loads) {
        return sorted(loads, (first, second) -> !first.isOfTable(second) && first.refersTo(second));
    }

    /** What to say of rows of a table that refers to itself over others; null when it does not. */
    static String circle(TableLoad load, List<TableLoad> loads) {
        List<String> circle = loads.stream()
                .filter(other -> !other.isOfTable(load) && reaches(load, other, loads) && reaches(other, load, loads))
                .map(TableLoad::destinationTable)
                .distinct()
                .toList();
        return circle.isEmpty()
                ? null
                : load.destinationTable() + " and " + String.join(", ", circle)
                        + " refer to each other: rows in a circle can be loaded where one of these foreign keys is DEFERRABLE"
                        + " (PostgreSQL)";
    }

    private static boolean reaches(TableLoad from, TableLoad to, List<TableLoad> loads) {
        List<TableLoad> reached = new ArrayList<>(List.of(from));
        for (int i = 0; i < reached.size(); i++) {
            TableLoad next = reached.get(i);
            loads.stream()
                    .filter(other -> !reached.contains(other) && next.refersTo(other))
                    .forEach(reached::add);
        }
        return reached.stream().anyMatch(load -> load.isOfTable(to));
    }

    private static List<TableLoad> sorted(List<TableLoad> loads, Before before) {
        List<TableLoad> left = new ArrayList<>(loads);
        List<TableLoad> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            TableLoad next = left.stream()
                    .filter(load -> left.stream().noneMatch(other -> other != load && before.test(other, load)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            sorted.add(next);
        }
        return sorted;
    }
}
