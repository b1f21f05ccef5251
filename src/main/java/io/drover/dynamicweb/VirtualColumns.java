package io.drover.dynamicweb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Columns that a table does not have: a provider makes rows of other tables of them, or looks them up. */
final class VirtualColumns {
    private static final Map<String, Set<String>> ALL = Map.of(
            "ecomproducts",
            Set.of("groups", "primarygroup", "groupsorting", "variantgroups", "variantoptions", "relatedproducts"),
            "ecomgroups",
            Set.of("shops", "shopsorting", "parentgroups", "parentgroupssorting"),
            "ecomproductsrelated",
            Set.of("productrelatedproductrellanguageid", "productrelatedlanguageid"),
            "ecomproductcategoryfieldvalue",
            Set.of("fieldvalueproductnumber"),
            "ecomstockunit",
            Set.of("productname", "stocklocationname"),
            "ecomprices",
            Set.of("priceaccessuser", "priceaccessusergroup"),
            "ecomdiscount",
            Set.of("discountaccessuser", "discountaccessusergroup"),
            "accessuser",
            Set.of("accessusergroups"),
            "ecomorders",
            Set.of("ordercustomeraccessuserexternalid"),
            "ecomorderlines",
            Set.of("orderlinecalculateddiscountpercentage", "orderintegrationorderid"));

    /** Those that {@code <ecom>} has. */
    private static final Set<String> OF_SHOP = Set.of(
            "groups", "primarygroup", "groupsorting", "shops", "shopsorting", "parentgroups", "parentgroupssorting");

    /** Columns by which Dynamicweb finds rows, in lower case: scripts that it does not know there leave it without a value. */
    private static final Set<String> FOUND_BY = Set.of(
            "productid",
            "productvariantid",
            "productlanguageid",
            "productnumber",
            "productname",
            "productmanufacturerid",
            "groupid",
            "grouplanguageid");

    private static final Set<String> SCRIPTS_OF_LOOKUPS =
            Set.of("", "none", "append", "prepend", "constant", "newguid");

    private VirtualColumns() {}

    static boolean isOne(String table, String column) {
        String lower = column.toLowerCase(Locale.ROOT);
        return ALL.getOrDefault(table.toLowerCase(Locale.ROOT), Set.of()).contains(lower)
                || lower.startsWith("productcategory|");
    }

    /** Refuses the columns of a mapping that would be something else here. */
    static void check(String table, List<ColumnMapping> columns, DestinationConversion destination, Notes notes) {
        boolean shop = destination.kind().equals("Ecom");
        for (ColumnMapping column : columns) {
            String lower = column.destination().toLowerCase(Locale.ROOT);
            boolean virtual = isOne(table, column.destination());
            boolean ofUsers = destination.kind().equals("User") && lower.equals("accessusergroups");
            if (virtual && !ofUsers && !(shop && OF_SHOP.contains(lower))) {
                refuse(table, column, "is virtual and has no counterpart", notes);
            } else if (shop && (virtual || FOUND_BY.contains(lower)) && !SCRIPTS_OF_LOOKUPS.contains(column.script())) {
                refuse(table, column, "with scriptType=" + column.scriptType() + " is no value for Dynamicweb", notes);
            } else if (shop && lower.equals("shops") && column.script().matches("append|prepend|newguid")) {
                refuse(
                        table,
                        column,
                        "with scriptType=" + column.scriptType() + " is as in the source for Dynamicweb",
                        notes);
            }
            if (shop && lower.equals("groups")) {
                checkRelations(table, column, destination, notes);
            }
        }
    }

    /** Which relations go with products that are missing. */
    private static void checkRelations(
            String table, ColumnMapping column, DestinationConversion destination, Notes notes) {
        for (String option : List.of("RemoveMissingAfterImportDestinationTablesOnly", "RemoveMissingRows")) {
            if (destination.is(option)) {
                refuse(table, column, "with " + option + "=True has no counterpart", notes);
            }
        }
        if (destination.is("RemoveMissingAfterImport") && destination.is("DeactivateMissingProducts")) {
            refuse(
                    table,
                    column,
                    "with RemoveMissingAfterImport=True and DeactivateMissingProducts=True has no counterpart",
                    notes);
        }
    }

    private static void refuse(String table, ColumnMapping column, String why, Notes notes) {
        notes.refuse(column.where() + ": the column " + table + "." + column.destination() + " " + why);
    }
}
