package io.drover.dynamicweb;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The columns of the shop's tables that say of which language and shop a row is. */
final class ShopColumns {
    private static final Map<String, String> LANGUAGES = Map.of(
            "ecomproducts", "ProductLanguageId",
            "ecomgroups", "GroupLanguageId",
            "ecomcurrencies", "CurrencyLanguageId",
            "ecomvariantgroups", "VariantGroupLanguageId",
            "ecomvariantsoptions", "VariantOptionLanguageId");

    private static final Map<String, String> SHOPS = Map.of("ecomproducts", "ProductDefaultShopId");

    /** Tables whose rows have neither. */
    private static final Set<String> WITHOUT = Set.of(
            "ecomlanguages",
            "ecommanufacturers",
            "ecomstockunit",
            "ecomgroupproductrelation",
            "ecomgrouprelations",
            "ecomvariantgroupproductrelation",
            "ecomvariantoptionsproductrelation");

    private ShopColumns() {}

    /** The column of a table, or null. */
    static String language(String table) {
        return LANGUAGES.get(table.toLowerCase(Locale.ROOT));
    }

    /** The column of a table, or null. */
    static String shop(String table) {
        return SHOPS.get(table.toLowerCase(Locale.ROOT));
    }

    /** Whether it is known which of the columns a table has. */
    static boolean knows(String table) {
        String lower = table.toLowerCase(Locale.ROOT);
        return LANGUAGES.containsKey(lower) || WITHOUT.contains(lower);
    }
}
