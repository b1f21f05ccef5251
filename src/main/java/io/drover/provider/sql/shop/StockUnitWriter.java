package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import io.drover.provider.forward.RefusedRowException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stock units: their locations by number or name, and the unit that the product has. */
final class StockUnitWriter extends ShapedWriter {
    private static final String LOCATION = "StockUnitStockLocationId";
    private static final String UNIT = "StockUnitId";

    private Map<String, String> locations;
    private Map<List<String>, String> units;
    private final boolean fillsUnit;

    private StockUnitWriter(Shop shop, RowShape shape, boolean fillsUnit) throws SQLException {
        super(shop, shape, keys(shape));
        this.fillsUnit = fillsUnit;
    }

    /** Without a key all that is mapped tells a row: another quantity is another row. */
    private static List<DestinationColumn> keys(RowShape shape) {
        return shape.mappedKeys().isEmpty()
                ? shape.stored().stream()
                        .filter(column -> !shape.writeOptions().insertOnly().contains(column))
                        .filter(column -> shape.maps(column.name()))
                        .toList()
                : shape.mappedKeys();
    }

    static TableWriter open(Shop shop, RowShape shape) throws SQLException {
        boolean fills = !shape.maps(UNIT)
                && shape.maps("StockUnitProductId")
                && shape.maps("StockUnitVariantId")
                && !shape.options().table().deleteIncoming();
        if (fills) {
            shape.store(UNIT);
        }
        return new StockUnitWriter(shop, shape, fills);
    }

    @Override
    protected List<Object[]> converted(MappedRow row) throws SQLException {
        Object[] values = shape.values(row);
        if (fillsUnit) {
            String product = shape.text(row, "StockUnitProductId");
            String variant = shape.text(row, "StockUnitVariantId");
            shape.set(values, UNIT, unit(product, variant.equalsIgnoreCase(product) ? "" : variant));
        }
        if (shape.maps(LOCATION)) {
            shape.set(values, LOCATION, location(shape.text(row, LOCATION)));
        }
        for (DestinationColumn key : keys(shape)) {
            if (values[shape.stored().indexOf(key)] == null) {
                throw new RefusedRowException("has no " + key.name() + ", which tells its row: give the mapping keys");
            }
        }
        return List.<Object[]>of(values);
    }

    private String unit(String product, String variant) throws SQLException {
        if (units == null) {
            units = new HashMap<>();
            for (String[] row : shop.rows("EcomProducts", "ProductId", "ProductVariantId", "ProductDefaultUnitId")) {
                if (row[2] != null) {
                    units.putIfAbsent(List.of(row[0], row[1] == null ? "" : row[1]), row[2]);
                }
            }
        }
        return units.get(List.of(product, variant));
    }

    /** The number of the location that a text is or names. */
    private String location(String text) throws SQLException {
        if (text.isEmpty() || text.matches("\\d{1,18}")) {
            return text.isEmpty() ? null : text;
        }
        if (locations == null) {
            locations = new HashMap<>();
            String byDefault = shop.languages().id("");
            for (String[] row :
                    shop.rows("EcomStockLocation", "StockLocationName", "StockLocationId", "StockLocationLanguageId")) {
                if (row[2] == null || row[2].equalsIgnoreCase(byDefault)) {
                    locations.put(row[0], row[1]);
                }
            }
        }
        String found = locations.get(text);
        if (found == null) {
            throw new RefusedRowException(
                    LOCATION + " '" + text + "' is neither a number nor the name of a location in EcomStockLocation");
        }
        return found;
    }
}
