package io.drover.provider.sql.shop;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shops that groups are in. */
final class Shops {
    private final Shop shop;
    private List<String[]> rows;

    Shops(Shop shop) {
        this.shop = shop;
    }

    private List<String[]> rows() throws SQLException {
        if (rows == null) {
            rows = shop.rows("EcomShops", "ShopId", "ShopName", "ShopDefault");
        }
        return rows;
    }

    /**
     * The id of the shop that a text names as id or name.
     *
     * @throws DestinationException when there is none
     */
    String id(String text) throws SQLException {
        if (shop.table("EcomShops").isEmpty()) {
            return text;
        }
        String found = null;
        for (String[] row : rows()) {
            if (text.equals(row[0]) || text.equals(row[1])) {
                found = row[0];
            }
        }
        if (found == null) {
            throw new DestinationException("there is no shop " + text + " in EcomShops; nothing was loaded");
        }
        return found;
    }

    /** The shop of groups that name none; null in a database without shops. */
    String defaultId() throws SQLException {
        if (shop.options().shop != null) {
            return shop.options().shop;
        }
        String lowest = null;
        for (String[] row : rows()) {
            if (row[2] != null && row[2].matches("(?i)true|t|1")) {
                return row[0];
            }
            lowest = lowest == null || row[0].compareTo(lowest) < 0 ? row[0] : lowest;
        }
        if (lowest == null && shop.table("EcomShops").isPresent()) {
            throw new DestinationException(
                    "groups name no shop, and EcomShops has none: name one with shop=\"...\" in <ecom>");
        }
        return lowest;
    }

    /** Puts a new group into the default shop. */
    void relate(String group) throws SQLException {
        Optional<DestinationTable> table = shop.table("EcomShopGroupRelation");
        String id = defaultId();
        if (table.isPresent() && id != null) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("ShopGroupShopId", id);
            values.put("ShopGroupGroupId", group);
            values.put("ShopGroupRelationsSorting", 0L);
            shop.insert(table.get(), values);
        }
    }
}
