package io.drover.dynamicweb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which rows of a database's tables are read, and how they are marked: conditions are part of the SELECT, as Dynamicweb's are, so that the
 * database compares.
 */
final class SourceTables {
    private final SourceRows rows;
    /** By source table. */
    private final Map<String, NativeElement> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param mappings those that count */
    SourceTables(Node source, List<Node> mappings, Notes notes) {
        this.rows = new SourceRows(source, mappings, notes);
    }

    void addTo(NativeElement sql) {
        String kind = rows.source().kind();
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        rows.mappings().forEach(mapping -> read.add(mapping.text("sourceTableName")));
        for (String table : read) {
            NativeElement element = new NativeElement("table").with("name", table);
            switch (kind) {
                case "Order" -> new OrderRows(rows).add(table, element);
                case "User" -> new UserRows(rows).add(table, element);
                case "Ecom" -> ecom(table, element);
                default -> rows.conditions(table, element);
            }
            tables.put(table, element);
        }
        if (kind.equals("Order") && read.contains("EcomOrderLines") && !read.contains("EcomOrders")) {
            NativeElement parents = new NativeElement("table").with("name", "EcomOrders");
            new OrderRows(rows).chosenOrders(parents);
            tables.put("EcomOrders", parents);
        }
        tables.values().stream().filter(table -> !table.isEmpty()).forEach(sql::append);
    }

    private void ecom(String table, NativeElement element) {
        rows.conditions(table, element);
        of("SourceLanguage", ShopColumns.language(table), table, element);
        of("SourceShop", ShopColumns.shop(table), table, element);
        rows.columns(table)
                .filter(column -> VirtualColumns.isOne(table, column))
                .forEach(column -> rows.notes()
                        .refuse("EcomProvider: the virtual source column " + table + "." + column
                                + " has no counterpart"));
    }

    /** An option that a condition of the mapping on its column switches off. */
    private void of(String option, String column, String table, NativeElement element) {
        boolean switchedOff =
                rows.mappingsOf(table).anyMatch(mapping -> ConditionsConversion.speaksOf(mapping, column));
        if (!rows.source().text(option).isEmpty() && column != null && !switchedOff) {
            SourceRows.condition(element, column, "equal", rows.source().text(option));
        } else if (!rows.source().text(option).isEmpty() && column == null && !ShopColumns.knows(table)) {
            rows.notes()
                    .refuse(option + "=" + rows.source().text(option) + " with the table " + table
                            + " has no counterpart");
        }
    }
}
