package io.drover.dynamicweb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a provider does with rows of single tables beyond writing them, where a mapping alone would load something else. */
final class DestinationTables {
    /** The id that the provider of the shop makes where none comes, by table in lower case. */
    private static final Map<String, String> MINTED = Map.of(
            "ecomprices", "PriceId",
            "ecomgroups", "GroupId",
            "ecommanufacturers", "ManufacturerId",
            "ecomdetails", "DetailId",
            "ecomvariantgroups", "VariantGroupId",
            "ecomvariantsoptions", "VariantOptionId");

    /** Columns whose values the provider of the shop looks up, and makes rows for where it finds none. */
    private static final Map<String, String> LOOKED_UP = Map.of(
            "ecomproducts", "ProductManufacturerId",
            "ecomstockunit", "StockUnitStockLocationId",
            "ecomproductsrelated", "ProductRelatedGroupId");

    /** Tables of users that are no tables, or whose rows name their users by something else than the id. */
    private static final Set<String> OF_USERS =
            Set.of("accessusergroup", "accessuseraddress", "accessusersecondaryrelation", "systemfieldvalue");

    private DestinationTables() {}

    static void check(String table, List<ColumnMapping> columns, DestinationConversion destination, Notes notes) {
        String lower = table.toLowerCase(Locale.ROOT);
        if (destination.kind().equals("Ecom")) {
            String id = MINTED.get(lower);
            if (id != null && !maps(columns, id)) {
                notes.refuse("EcomProvider: " + table + " without " + id + ": Dynamicweb would make ids by counting");
            }
            String lookedUp = LOOKED_UP.get(lower);
            if (lookedUp != null && maps(columns, lookedUp)) {
                notes.refuse("EcomProvider: " + table + "." + lookedUp + " is looked up by id and name by Dynamicweb");
            }
        }
        if (destination.kind().equals("Order")) {
            for (String code : List.of("OrderShippingMethodCode", "OrderPaymentMethodCode")) {
                if (maps(columns, code)) {
                    notes.refuse(
                            "OrderProvider: " + table + "." + code + " fills other columns with those of the method");
                }
            }
        }
        if (destination.kind().equals("User")) {
            if (OF_USERS.contains(lower)) {
                notes.refuse("UserProvider: the table " + table + " has no counterpart");
            } else if (columns.stream().noneMatch(ColumnMapping::key)
                    && !maps(columns, destination.text("UserKeyField"))) {
                notes.refuse("UserProvider: " + table
                        + " without a key: Dynamicweb would try id, user name, customer number,"
                        + " e-mail and external id; check a key column or name one as UserKeyField");
            }
        }
    }

    /** Options that count or not by what else is said. */
    static void checkOptions(DestinationConversion destination, Notes notes) {
        checkShop(destination, notes);
        if (destination.is("HideDeactivatedProducts") && destination.is("DeactivateMissingProducts")) {
            notes.refuse("HideDeactivatedProducts=True with DeactivateMissingProducts=True has no counterpart");
        }
        boolean strict = destination.isUnlessSaid("UseStrictPrimaryKeyMatching");
        if (destination.kind().equals("Ecom") && !strict) {
            notes.add(
                    "UseStrictPrimaryKeyMatching=False: a product is found by the key columns of the job alone, and not by"
                            + " its number or name when these do not match");
        }
    }

    /** Which rows of the shop alone are, the provider's base library decides, which is not published. */
    private static void checkShop(DestinationConversion destination, Notes notes) {
        for (String option : List.of(
                "RemoveMissingAfterImport",
                "RemoveMissingAfterImportDestinationTablesOnly",
                "RemoveMissingRows",
                "DeactivateMissingProducts",
                "DeleteIncomingItems")) {
            if (destination.is(option) && !destination.text("Shop").isEmpty()) {
                notes.refuse(option + "=True with Shop=" + destination.text("Shop")
                        + ": Dynamicweb touches the rows of that shop only");
            }
        }
    }

    private static boolean maps(List<ColumnMapping> columns, String destination) {
        return columns.stream().anyMatch(column -> column.destination().equalsIgnoreCase(destination));
    }
}
