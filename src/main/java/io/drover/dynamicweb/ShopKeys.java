package io.drover.dynamicweb;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The keys of mappings to the shop: what belongs to a key in any case, {@code <ecom>} adds. */
final class ShopKeys {
    /** In lower case. */
    private static final Set<String> ADDED =
            Set.of("productlanguageid", "productvariantid", "grouplanguageid", "pricecurrency");

    private ShopKeys() {}

    /**
     * The keys that a mapping names.
     *
     * @param keys those that are checked, or mapped of the primary key
     */
    static List<String> of(
            String table,
            List<String> keys,
            List<ColumnMapping> columns,
            DestinationConversion destination,
            Notes notes) {
        List<String> own = keys.stream()
                .filter(key -> !ADDED.contains(key.toLowerCase(Locale.ROOT)))
                .toList();
        if (!own.isEmpty() || !table.equalsIgnoreCase("EcomProducts") || maps(columns, "ProductId")) {
            return own;
        }
        for (String column : List.of("ProductNumber", "ProductName")) {
            if (!destination.isUnlessSaid("UseStrictPrimaryKeyMatching") && maps(columns, column)) {
                return List.of(column);
            }
        }
        notes.refuse(
                "EcomProvider: EcomProducts without ProductId and without a key: Dynamicweb would add all products again"
                        + " with each run; check ProductNumber as key, or set UseStrictPrimaryKeyMatching to False");
        return List.of();
    }

    private static boolean maps(List<ColumnMapping> columns, String destination) {
        return columns.stream().anyMatch(column -> column.destination().equalsIgnoreCase(destination));
    }
}
