package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Sql;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Relations of a group, of which all are replaced when the delivery names some: those of all its rows count. */
final class ReplacedRelations {
    private final Shop shop;
    private final String name;
    private final String own;
    private final String other;
    private final String sorting;
    /** By group: sorting by what it is related with. */
    private final Map<String, Map<String, Long>> wanted = new LinkedHashMap<>();

    /**
     * The relations of a table.
     *
     * @param own the column that names the group
     * @param other the column that names what it is related with
     */
    ReplacedRelations(Shop shop, String name, String own, String other, String sorting) {
        this.shop = shop;
        this.name = name;
        this.own = own;
        this.other = other;
        this.sorting = sorting;
        shop.beforeCommit(this::finish);
    }

    /** @param place 0 to keep the one that it has */
    void add(String group, String related, long place) {
        wanted.computeIfAbsent(group, any -> new LinkedHashMap<>()).merge(related, place, (a, b) -> b == 0 ? a : b);
    }

    private void finish() throws SQLException {
        Optional<DestinationTable> table = shop.table(name);
        if (wanted.isEmpty() || table.isEmpty()) {
            return;
        }
        Map<String, Map<String, String>> stored = new LinkedHashMap<>();
        for (String[] row : shop.rows(name, own, other, sorting)) {
            stored.computeIfAbsent(row[0], any -> new LinkedHashMap<>()).put(row[1], row[2]);
        }
        for (Map.Entry<String, Map<String, Long>> group : wanted.entrySet()) {
            replace(table.get(), group.getKey(), group.getValue(), stored.getOrDefault(group.getKey(), Map.of()));
        }
    }

    private void replace(DestinationTable table, String group, Map<String, Long> named, Map<String, String> stored)
            throws SQLException {
        for (String related : stored.keySet()) {
            if (!named.containsKey(related)) {
                shop.execute("DELETE FROM " + Sql.quote(table) + where(table), List.of(group, related));
            }
        }
        for (Map.Entry<String, Long> relation : named.entrySet()) {
            Optional<DestinationColumn> place = table.column(sorting);
            if (!stored.containsKey(relation.getKey())) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put(own, group);
                values.put(other, relation.getKey());
                values.put(sorting, relation.getValue());
                shop.insert(table, values);
            } else if (place.isPresent() && relation.getValue() != 0) {
                shop.execute(
                        "UPDATE " + Sql.quote(table) + " SET "
                                + Sql.quote(place.get().name()) + " = ?" + where(table),
                        List.of(RowShape.typed(place.get(), relation.getValue()), group, relation.getKey()));
            }
        }
    }

    private String where(DestinationTable table) {
        return " WHERE " + Sql.quote(table.column(own).orElseThrow().name()) + " = ? AND "
                + Sql.quote(table.column(other).orElseThrow().name()) + " = ?";
    }
}
