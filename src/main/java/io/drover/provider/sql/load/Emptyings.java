package io.drover.provider.sql.load;

import io.drover.provider.Counts;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that a run empties before their first rows. Those that refer to each other go together, when the first row for any of them
 * comes: rows that refer to others before these. Else the new rows of one would refer to old ones of another, which could not go.
 */
final class Emptyings {
    private final Map<String, Emptying> byTable = new LinkedHashMap<>();

    boolean has(DestinationTable table) {
        return byTable.containsKey(table.name());
    }

    Emptying of(DestinationTable table) {
        return byTable.get(table.name());
    }

    void add(Emptying emptying) {
        byTable.put(emptying.table().name(), emptying);
    }

    /** Empties a table and those that it is connected with; the rows of the table count as deleted, when they are asked for first. */
    Counts run(Emptying wanted) throws SQLException {
        List<Emptying> left = connected(wanted);
        while (!left.isEmpty()) {
            Emptying next = left.stream()
                    .filter(each -> left.stream().noneMatch(other -> other.refersTo(each)))
                    .findFirst()
                    .orElse(left.get(0)); // of a circle, which the database refuses
            next.run();
            left.remove(next);
        }
        return wanted.deleted();
    }

    private List<Emptying> connected(Emptying wanted) {
        List<Emptying> found = new ArrayList<>(List.of(wanted));
        for (int i = 0; i < found.size(); i++) {
            Emptying from = found.get(i);
            byTable.values().stream()
                    .filter(other -> !found.contains(other) && (other.refersTo(from) || from.refersTo(other)))
                    .forEach(found::add);
        }
        return found;
    }

    void requireRows() throws DestinationException {
        for (Emptying emptying : byTable.values()) {
            emptying.requireRows();
        }
    }
}
