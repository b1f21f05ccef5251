package io.drover.dynamicweb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a provider does with rows of single tables beyond writing them, where a mapping alone would load something else. */
final class DestinationTables {
    /** The id that the provider of the shop makes where none comes, and {@code <ecom>} does not, by table in lower case. */
    private static final Map<String, String> MINTED = Map.of(
            "ecomdetails", "DetailId",
            "ecomvariantgroups", "VariantGroupId",
            "ecomvariantsoptions", "VariantOptionId");

    /** Columns whose values the provider of the shop looks up, and makes rows for where it finds none. */
    private static final Map<String, List<String>> LOOKED_UP = Map.of(
            "ecomproductsrelated", List.of("ProductRelatedGroupId"),
            "ecomvariantsoptions", List.of("VariantOptionGroupId"));

    /** Tables that the provider fills in ways that have no counterpart. */
    private static final Set<String> REFUSED = Set.of("ecomassortmentpermissions", "ecomdiscount");

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
            LOOKED_UP.getOrDefault(lower, List.of()).stream()
                    .filter(column -> maps(columns, column))
                    .forEach(column -> notes.refuse(
                            "EcomProvider: " + table + "." + column + " is looked up by id and name by Dynamicweb"));
            if (REFUSED.contains(lower)) {
                notes.refuse("EcomProvider: the table " + table + " has no counterpart");
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
