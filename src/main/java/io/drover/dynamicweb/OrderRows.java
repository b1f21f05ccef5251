package io.drover.dynamicweb;

import java.util.List;
import java.util.Locale;

/** The orders and lines that are read, and how they are marked. */
record OrderRows(SourceRows rows) {

    void add(String table, NativeElement element) {
        rows.conditions(table, element);
        for (String column : List.of("OrderLineCalculatedDiscountPercentage", "OrderIntegrationOrderId")) {
            if (table.equalsIgnoreCase("EcomOrderLines") && maps(table, column)) {
                rows.notes()
                        .refuse("OrderProvider: the virtual source column EcomOrderLines." + column
                                + " has no counterpart");
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
                SourceRows.mark(element, "OrderIsExported", "true");
                if (!rows.source().text("OrderStateAfterExport").isEmpty()) {
                    SourceRows.mark(element, "OrderStateId", rows.source().text("OrderStateAfterExport"));
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

    /** Adds the conditions by which orders are chosen. */
    void chosenOrders(NativeElement element) {
        if (rows.source().is("ExportNotYetExportedOrders")) {
            NativeElement any = element.add("any");
            SourceRows.condition(any, "OrderIsExported", "equal", "false");
            SourceRows.condition(any, "OrderIsExported", "empty", null);
        }
        if (rows.source().is("ExportOnlyOrdersWithoutExtID")) {
            SourceRows.condition(element, "OrderIntegrationOrderId", "empty", null);
        }
        if (rows.source().is("DoNotExportCarts")) {
            SourceRows.condition(element, "OrderCart", "equal", "false");
            SourceRows.condition(element, "OrderComplete", "equal", "true");
        }
    }

    /** Lines go by the conditions of the mapping of orders; by which of several, is a matter of order. */
    private void requireOneMapping() {
        boolean several = rows.mappingsOf("EcomOrders")
                .anyMatch(mapping ->
                        !SourceRows.hasConditionsOf(mapping, rows.mappings()) && ConditionsConversion.hasAny(mapping));
        boolean lines = rows.mappingsOf("EcomOrderLines").findAny().isPresent();
        if (several && lines) {
            rows.notes()
                    .refuse(
                            "OrderProvider: several mappings of EcomOrders with conditions beside one of EcomOrderLines");
        }
    }

    private boolean maps(String table, String column) {
        return rows.columns(table).anyMatch(column::equalsIgnoreCase);
    }
}
