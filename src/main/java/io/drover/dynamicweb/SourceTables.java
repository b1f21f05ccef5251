package io.drover.dynamicweb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which rows of a database's tables are read, and how they are marked: conditions are part of the SELECT, as Dynamicweb's are, so that the
 * database compares.
 */
final class SourceTables {
    private final Node source;
    private final List<Node> mappings;
    private final Notes notes;
    /** By source table. */
    private final Map<String, NativeElement> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param mappings those that count */
    SourceTables(Node source, List<Node> mappings, Notes notes) {
        this.source = source;
        this.mappings = mappings;
        this.notes = notes;
    }

    /** Whether the conditions of a mapping are those of its table: not when several mappings read it. */
    static boolean hasConditionsOf(Node mapping, List<Node> mappings) {
        String table = mapping.text("sourceTableName");
        return mappings.stream()
                        .filter(other -> other.text("sourceTableName").equalsIgnoreCase(table))
                        .count()
                == 1;
    }

    void addTo(NativeElement sql) {
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        mappings.forEach(mapping -> read.add(mapping.text("sourceTableName")));
        for (String table : read) {
            NativeElement element = new NativeElement("table").with("name", table);
            switch (source.kind()) {
                case "Order" -> order(table, element);
                case "User" -> user(table, element);
                case "Ecom" -> ecom(table, element);
                default -> conditions(table, element);
            }
            tables.put(table, element);
        }
        if (source.kind().equals("Order") && read.contains("EcomOrderLines") && !read.contains("EcomOrders")) {
            NativeElement parents = new NativeElement("table").with("name", "EcomOrders");
            chosenOrders(parents);
            tables.put("EcomOrders", parents);
        }
        tables.values().stream().filter(table -> !table.isEmpty()).forEach(sql::append);
    }

    private void conditions(String table, NativeElement element) {
        mappings.stream()
                .filter(mapping -> mapping.text("sourceTableName").equalsIgnoreCase(table))
                .filter(mapping -> hasConditionsOf(mapping, mappings))
                .forEach(mapping -> new ConditionsConversion(mapping, table, notes).addTo(element));
    }

    private void order(String table, NativeElement element) {
        conditions(table, element);
        for (String column : List.of("OrderLineCalculatedDiscountPercentage", "OrderIntegrationOrderId")) {
            if (table.equalsIgnoreCase("EcomOrderLines") && maps(table, column)) {
                notes.refuse(
                        "OrderProvider: the virtual source column EcomOrderLines." + column + " has no counterpart");
            }
        }
        switch (table.toLowerCase(Locale.ROOT)) {
            case "ecomorders" -> {
                chosenOrders(element);
                if (maps(table, "OrderCustomerAccessUserExternalId")) {
                    element.add("lookup")
                            .with("name", "OrderCustomerAccessUserExternalId")
                            .with("table", "AccessUser")
                            .with("value", "AccessUserExternalId")
                            .with("key", "AccessUserId")
                            .with("column", "OrderCustomerAccessUserId");
                }
                mark(element, "OrderIsExported", "true");
                if (!source.text("OrderStateAfterExport").isEmpty()) {
                    mark(element, "OrderStateId", source.text("OrderStateAfterExport"));
                }
                requireOneMapping();
            }
            case "ecomorderlines" ->
                element.add("parent")
                        .with("table", "EcomOrders")
                        .with("column", "OrderLineOrderId")
                        .with("parentColumn", "OrderId");
            default -> {}
        }
    }

    private void chosenOrders(NativeElement element) {
        if (source.is("ExportNotYetExportedOrders")) {
            NativeElement any = element.add("any");
            condition(any, "OrderIsExported", "equal", "false");
            condition(any, "OrderIsExported", "empty", null);
        }
        if (source.is("ExportOnlyOrdersWithoutExtID")) {
            condition(element, "OrderIntegrationOrderId", "empty", null);
        }
        if (source.is("DoNotExportCarts")) {
            condition(element, "OrderCart", "equal", "false");
            condition(element, "OrderComplete", "equal", "true");
        }
    }

    /** Lines go by the conditions of the mapping of orders; by which of several, is a matter of order. */
    private void requireOneMapping() {
        boolean several = mappings.stream()
                .filter(mapping -> mapping.text("sourceTableName").equalsIgnoreCase("EcomOrders"))
                .anyMatch(mapping -> !hasConditionsOf(mapping, mappings) && ConditionsConversion.hasAny(mapping));
        boolean lines = mappings.stream()
                .anyMatch(mapping -> mapping.text("sourceTableName").equalsIgnoreCase("EcomOrderLines"));
        if (several && lines) {
            notes.refuse("OrderProvider: several mappings of EcomOrders with conditions beside one of EcomOrderLines");
        }
    }

    private void user(String table, NativeElement element) {
        switch (table.toLowerCase(Locale.ROOT)) {
            case "accessuser" -> {
                if (source.is("ExportNotExportedUsers")) {
                    NativeElement any = element.add("any");
                    NativeElement never = any.add("all");
                    conditions(table, never);
                    condition(never, "AccessUserExported", "empty", null);
                    NativeElement since = any.add("all");
                    since.add("condition")
                            .with("column", "AccessUserExported")
                            .with("operator", "lessThan")
                            .with("valueColumn", "AccessUserUpdatedOn");
                    ofUsers(since);
                } else {
                    conditions(table, element);
                    after(element);
                    ofUsers(element);
                }
                mark(element, "AccessUserExported", "{timestamp}");
            }
            case "accessuseraddress" -> {
                conditions(table, element);
                if (source.is("ExportNotExportedUsers") || source.is("ExportNotExportedAfter")) {
                    condition(element, "AccessUserAddressExported", "empty", null);
                }
                element.add("parent")
                        .with("table", "AccessUser")
                        .with("column", "AccessUserAddressUserId")
                        .with("parentColumn", "AccessUserId")
                        .with("filtered", "false");
                mark(element, "AccessUserAddressExported", "{timestamp}");
            }
            case "systemfieldvalue" -> {
                conditions(table, element);
                condition(element, "SystemFieldValueTableName", "equal", "AccessUser");
            }
            case "accessusergroup" ->
                notes.refuse("UserProvider: the table AccessUserGroup has no counterpart as a source");
            default -> conditions(table, element);
        }
    }

    /** Rows of groups are in the same table. */
    private static void ofUsers(NativeElement element) {
        element.add("condition")
                .with("column", "AccessUserType")
                .with("operator", "in")
                .with("value", "5, 15")
                .with("optional", "true");
    }

    private void after(NativeElement element) {
        if (source.is("ExportNotExportedAfter")) {
            String date = source.text("ExportNotExportedAfterDate");
            if (!date.matches("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d)?)?")) {
                notes.refuse("ExportNotExportedAfterDate=" + date
                        + " can be read in several ways: write it as 2026-11-21 or 2026-11-21T09:05:00");
            }
            condition(element, "AccessUserUpdatedOn", "greaterThan", date.replace(' ', 'T'));
        }
    }

    private void ecom(String table, NativeElement element) {
        conditions(table, element);
        of("SourceLanguage", ShopColumns.language(table), table, element);
        of("SourceShop", ShopColumns.shop(table), table, element);
        mappings.stream()
                .filter(mapping -> mapping.text("sourceTableName").equalsIgnoreCase(table))
                .flatMap(mapping -> mapping.child("columnMappings").stream())
                .flatMap(columns -> columns.all("columnMapping").stream())
                .map(column -> column.text("sourceColumn"))
                .filter(column -> VirtualColumns.isOne(table, column))
                .forEach(column -> notes.refuse(
                        "EcomProvider: the virtual source column " + table + "." + column + " has no counterpart"));
    }

    /** An option that a condition of the mapping on its column switches off. */
    private void of(String option, String column, String table, NativeElement element) {
        boolean switchedOff = mappings.stream()
                .filter(mapping -> mapping.text("sourceTableName").equalsIgnoreCase(table))
                .anyMatch(mapping -> ConditionsConversion.speaksOf(mapping, column));
        if (!source.text(option).isEmpty() && column != null && !switchedOff) {
            condition(element, column, "equal", source.text(option));
        } else if (!source.text(option).isEmpty() && column == null && !ShopColumns.knows(table)) {
            notes.refuse(option + "=" + source.text(option) + " with the table " + table + " has no counterpart");
        }
    }

    private boolean maps(String table, String column) {
        return mappings.stream()
                .filter(mapping -> mapping.text("sourceTableName").equalsIgnoreCase(table))
                .flatMap(mapping -> mapping.child("columnMappings").stream())
                .flatMap(columns -> columns.all("columnMapping").stream())
                .anyMatch(mapped -> mapped.text("sourceColumn").equalsIgnoreCase(column));
    }

    private static void condition(NativeElement to, String column, String operator, String value) {
        to.add("condition").with("column", column).with("operator", operator).with("value", value);
    }

    private static void mark(NativeElement to, String column, String value) {
        to.add("mark").with("column", column).with("value", value);
    }
}
