package io.drover.provider.sql.shop;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of which more is known than the database says.
 *
 * @param name of the table
 * @param key columns of which a mapping needs some to tell its rows; what else belongs to the key is filled in
 * @param filled columns that get a value when none comes
 * @param virtual columns that it does not have
 * @param texts columns of whatever type that come as texts, because they name something
 * @param opener opens its writer
 */
record ShopTable(
        String name, List<String> key, List<String> filled, List<String> virtual, List<String> texts, Opener opener) {

    /** Opens a writer for rows of a shape. */
    @FunctionalInterface
    interface Opener {
        TableWriter open(Shop shop, RowShape shape) throws SQLException;
    }

    /** All of them, by name in lower case. */
    static Map<String, ShopTable> all() {
        Map<String, ShopTable> all = new HashMap<>();
        List.of(
                        new ShopTable(
                                "EcomProducts",
                                List.of("ProductId"),
                                List.of(
                                        "ProductId",
                                        "ProductLanguageId",
                                        "ProductVariantId",
                                        "ProductCreated",
                                        "ProductUpdated"),
                                List.of("Groups", "PrimaryGroup", "GroupSorting"),
                                List.of(),
                                ProductWriter::open),
                        new ShopTable(
                                "EcomGroups",
                                List.of("GroupId"),
                                List.of("GroupId", "GroupLanguageId"),
                                List.of("Shops", "ShopSorting", "ParentGroups", "ParentGroupsSorting"),
                                List.of(),
                                GroupWriter::open),
                        new ShopTable(
                                "EcomPrices",
                                List.of("PriceId"),
                                List.of("PriceId", "PriceCurrency"),
                                List.of(),
                                List.of(),
                                PriceWriter::open),
                        new ShopTable(
                                "EcomStockUnit",
                                List.of("Id"),
                                List.of("StockUnitId"),
                                List.of(),
                                List.of("StockUnitStockLocationId"),
                                StockUnitWriter::open),
                        new ShopTable(
                                "EcomManufacturers",
                                List.of("ManufacturerId"),
                                List.of("ManufacturerId"),
                                List.of(),
                                List.of(),
                                ManufacturerWriter::open),
                        ofLanguage("EcomCurrencies", "CurrencyCode", "CurrencyLanguageId"),
                        ofLanguage("EcomVariantGroups", "VariantGroupId", "VariantGroupLanguageId"),
                        ofLanguage("EcomVariantsOptions", "VariantOptionId", "VariantOptionLanguageId"))
                .forEach(table -> all.put(table.name.toLowerCase(Locale.ROOT), table));
        return Map.copyOf(all);
    }

    /** The table of users. */
    static ShopTable ofUsers() {
        return new ShopTable(
                "AccessUser",
                List.of("AccessUserId"),
                List.of("AccessUserCreatedOn", "AccessUserUpdatedOn"),
                List.of("AccessUserGroups"),
                List.of("AccessUserGroups"),
                UserWriter::open);
    }

    private static ShopTable ofLanguage(String name, String id, String language) {
        return new ShopTable(
                name,
                List.of(id),
                List.of(language),
                List.of(),
                List.of(),
                (shop, shape) -> new LanguageWriter(shop, shape, id, language));
    }

    /** The table with its virtual columns; those that are filled may come without a value. */
    DestinationTable widened(DestinationTable table) {
        List<DestinationColumn> columns = new ArrayList<>();
        for (DestinationColumn column : table.columns()) {
            columns.add(
                    texts.stream().anyMatch(column.name()::equalsIgnoreCase)
                            ? DestinationColumn.ofFile(column.name(), ColumnType.TEXT)
                            : filled.stream().anyMatch(column.name()::equalsIgnoreCase)
                                    ? withoutRequirement(column)
                                    : column);
        }
        for (String column : virtual) {
            if (table.column(column).isEmpty()) {
                columns.add(DestinationColumn.ofFile(column, ColumnType.TEXT));
            }
        }
        return new DestinationTable(
                table.schema(),
                table.name(),
                columns,
                table.primaryKey().stream()
                        .filter(column -> key.stream().anyMatch(column::equalsIgnoreCase))
                        .toList());
    }

    private static DestinationColumn withoutRequirement(DestinationColumn column) {
        return new DestinationColumn(column.name(), column.dataType(), true, column.generated(), column.hasDefault());
    }

    TableWriter writer(Shop shop, RowShape shape) throws SQLException {
        return opener.open(shop, shape);
    }
}
