package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variants that products have in the database: a row that names none counts for each of them. */
final class StoredVariants {
    private final Shop shop;
    private final RowShape shape;
    /** The column that variants of one product share; null when the mapping has none. */
    private final String column;

    private Map<List<String>, List<String>> byProduct;

    StoredVariants(Shop shop, RowShape shape) {
        this.shop = shop;
        this.shape = shape;
        this.column = shape.maps("ProductNumber")
                ? "ProductNumber"
                : shape.mappedKeys().stream()
                        .map(DestinationColumn::name)
                        .filter(key -> !key.matches(
                                "(?i)ProductId|ProductLanguageId|ProductVariantId|ProductNumber|ProductName"))
                        .findFirst()
                        .orElse(null);
    }

    /** The variants of a row's product, but for one. */
    List<String> of(MappedRow row, String language, String besides) throws SQLException {
        if (column == null || shape.text(row, column).isEmpty()) {
            return List.of();
        }
        load();
        return byProduct.getOrDefault(List.of(shape.text(row, column), language), List.of()).stream()
                .filter(variant -> !variant.equals(besides))
                .toList();
    }

    private void load() throws SQLException {
        if (byProduct == null) {
            byProduct = new HashMap<>();
            String variant = Sql.quote(
                    shape.table().column("ProductVariantId").orElseThrow().name());
            for (String[] row : shop.rows(
                    shape.table(), variant + " <> ''", List.of(), column, "ProductLanguageId", "ProductVariantId")) {
                if (row[0] != null && row[1] != null) {
                    byProduct
                            .computeIfAbsent(List.of(row[0], row[1]), any -> new ArrayList<>())
                            .add(row[2]);
                }
            }
        }
    }
}
