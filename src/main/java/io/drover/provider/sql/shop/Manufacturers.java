package io.drover.provider.sql.shop;

import io.drover.provider.DestinationTable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The manufacturers of products: by id, whatever the case, or by name; a new name is a new manufacturer. */
final class Manufacturers {
    private static final String TABLE = "EcomManufacturers";

    private final Shop shop;
    private Map<String, String> byId;
    private final Map<String, String> byName = new HashMap<>();

    Manufacturers(Shop shop) {
        this.shop = shop;
    }

    /** The id of the manufacturer that a text names, made when there is none. */
    String id(String text) throws SQLException {
        load();
        String known = byId.get(text.toLowerCase(Locale.ROOT));
        known = known == null ? byName.get(text) : known;
        return known == null ? create(text) : known;
    }

    /** The id that a name has, or null. */
    String byName(String name) throws SQLException {
        load();
        return byName.get(name);
    }

    private void load() throws SQLException {
        if (byId == null) {
            byId = new HashMap<>();
            for (String[] row : shop.rows(TABLE, "ManufacturerId", "ManufacturerName")) {
                add(row[0], row[1]);
            }
        }
    }

    /** Adds one that the delivery brings. */
    void add(String id, String name) throws SQLException {
        load();
        byId.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
        if (name != null && !name.isEmpty()) {
            byName.putIfAbsent(name, id);
        }
    }

    private String create(String name) throws SQLException {
        Optional<DestinationTable> table = shop.table(TABLE);
        String id = name;
        if (table.isPresent()) {
            id = newId(table.get());
            shop.insert(table.get(), Map.of("ManufacturerId", id, "ManufacturerName", name));
        }
        add(id, name);
        return id;
    }

    String newId(DestinationTable table) throws SQLException {
        return shop.ids().next(table, "ManufacturerId", "ImportedMANU");
    }
}
