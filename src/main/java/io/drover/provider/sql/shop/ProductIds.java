package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.RowLookup;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The products that rows without an id mean: found by the key of the mapping, and where that is allowed by number or name. */
final class ProductIds {
    private final Shop shop;
    private final RowShape shape;
    private final List<Search> searches = new ArrayList<>();
    /** Those of new products of this run, by what they were looked for first. */
    private final Map<List<String>, String> made = new HashMap<>();

    /** A product of the database. */
    record Product(String id, String variant) {}

    /** One way to find a product. */
    private record Search(List<DestinationColumn> columns, RowLookup withoutVariant, RowLookup rows) {

        /** The row without a variant goes before those of variants. */
        Object[] find(List<Object> values) throws SQLException {
            List<Object> key = new ArrayList<>(values);
            key.add("");
            Object[] found = withoutVariant.find(key.toArray());
            return found == null ? rows.find(values.toArray()) : found;
        }
    }

    ProductIds(Shop shop, RowShape shape) throws SQLException {
        this.shop = shop;
        this.shape = shape;
        List<DestinationColumn> keys = shape.mappedKeys().stream()
                .filter(key -> !key.name().matches("(?i)ProductId|ProductLanguageId|ProductVariantId"))
                .toList();
        add(keys);
        if (!shop.options().strictKeys) {
            add(shape.stored(List.of("ProductNumber")));
            add(shape.stored(List.of("ProductName")));
        }
    }

    private void add(List<DestinationColumn> columns) throws SQLException {
        DestinationTable table = shape.table();
        if (!columns.isEmpty()) {
            List<DestinationColumn> wanted = new ArrayList<>(List.of(
                    table.column("ProductId").orElseThrow(),
                    table.column("ProductVariantId").orElseThrow()));
            columns.stream().filter(column -> !wanted.contains(column)).forEach(wanted::add);
            List<DestinationColumn> withVariant = new ArrayList<>(columns);
            withVariant.add(table.column("ProductVariantId").orElseThrow());
            searches.add(new Search(
                    columns,
                    shop.database().lookup(table, wanted, withVariant),
                    shop.database().lookup(table, wanted, columns)));
        }
    }

    /**
     * The product of a row.
     *
     * @param make whether a new id is made when none is found
     * @return null when none is found, and none is made
     */
    Product of(MappedRow row, boolean make) throws SQLException {
        String given = shape.text(row, "ProductId");
        if (!given.isEmpty()) {
            return new Product(given, "");
        }
        List<String> first = null;
        for (Search search : searches) {
            List<Object> values = search.columns.stream()
                    .map(column -> shape.value(row, column.name()))
                    .toList();
            if (values.stream().anyMatch(value -> value == null || value.equals(""))) {
                continue;
            }
            Object[] found = search.find(values);
            if (found != null) {
                return new Product((String) found[0], found[1] == null ? "" : (String) found[1]);
            }
            first = first == null ? values.stream().map(Object::toString).toList() : first;
        }
        if (!make) {
            return null;
        }
        if (first == null) {
            return new Product(next(), "");
        }
        String id = made.get(first);
        if (id == null) {
            id = next();
            made.put(first, id);
        }
        return new Product(id, "");
    }

    private String next() throws SQLException {
        return shop.ids().next(shape.table(), "ProductId", "ImportedPROD");
    }
}
