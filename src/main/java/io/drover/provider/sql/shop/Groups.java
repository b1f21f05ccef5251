package io.drover.provider.sql.shop;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The groups of products: those of the database, and those that the delivery brings. */
final class Groups {
    private final Shop shop;
    private Map<String, String> byId;
    private final Map<String, Set<String>> byName = new HashMap<>();

    Groups(Shop shop) {
        this.shop = shop;
    }

    /** The ids of the groups that a text names: the one that has it as its id, whatever the case, or all that have it as their name. */
    Set<String> find(String text) throws SQLException {
        load();
        String id = byId.get(text.toLowerCase(Locale.ROOT));
        return id == null ? byName.getOrDefault(text, Set.of()) : Set.of(id);
    }

    private void load() throws SQLException {
        if (byId == null) {
            byId = new HashMap<>();
            for (String[] row : shop.rows("EcomGroups", "GroupId", "GroupName")) {
                add(row[0], row[1]);
            }
        }
    }

    /** Adds a group that the delivery brings. */
    void add(String id, String name) throws SQLException {
        load();
        byId.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
        if (name != null && !name.isEmpty()) {
            byName.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(id);
        }
    }

    /**
     * Makes a group that is missing, in the default shop.
     *
     * @param product that is in it, for messages
     * @throws DestinationException when missing groups are not to be made
     */
    Set<String> create(String name, String language, String product) throws SQLException {
        if (!shop.options().createMissingGroups) {
            throw new DestinationException("there is no group " + name + ", which the product " + product
                    + " is in: nothing was loaded. Bring the group first, or let missing groups be made"
                    + " (createMissingGroups)");
        }
        DestinationTable table = shop.database().table("EcomGroups");
        String id = shop.ids().next(table, "GroupId", "ImportedGROUP");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("GroupId", id);
        values.put("GroupLanguageId", language);
        values.put("GroupName", name);
        shop.insert(table, values);
        shop.shops().relate(id);
        add(id, name);
        return Set.of(id);
    }
}
