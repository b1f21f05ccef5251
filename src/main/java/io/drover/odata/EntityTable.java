package io.drover.odata;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exposed table as the database describes it.
 *
 * @param syntax of its database
 * @param keys of which there is at least one: pages are in their order
 */
record EntityTable(
        ExposedTable exposed,
        DestinationTable table,
        Syntax syntax,
        List<EntityProperty> properties,
        List<EntityProperty> keys) {
    private static final String COMPANY = "dataAreaId";

    /** @throws IllegalArgumentException when it cannot be read by OData; the message says why */
    static EntityTable of(ExposedTable exposed, DestinationTable table, Syntax syntax) {
        Map<String, EntityProperty> properties = new LinkedHashMap<>();
        for (DestinationColumn column : table.columns()) {
            EntityProperty property = EntityProperty.of(column);
            if (properties.putIfAbsent(property.name(), property) != null) {
                throw new IllegalArgumentException("it has two columns that OData would call " + property.name());
            }
        }
        List<EntityProperty> all = List.copyOf(properties.values());
        List<String> names = exposed.keys().isEmpty() ? table.primaryKey() : exposed.keys();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("it has no primary key, and none is said");
        }
        List<EntityProperty> keys = new ArrayList<>();
        for (String name : names) {
            EntityProperty key = all.stream()
                    .filter(property -> property.column().name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("it has no column " + name + " for its key"));
            if (!key.canBeKey()) {
                throw new IllegalArgumentException("OData takes no " + key.kind() + " in a key, which " + name + " is");
            }
            keys.add(key);
        }
        return new EntityTable(exposed, table, syntax, all, List.copyOf(keys));
    }

    String name() {
        return exposed.name();
    }

    Optional<EntityProperty> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }

    /** The property with the legal entity. */
    Optional<EntityProperty> company() {
        return properties.stream().filter(EntityTable::isCompany).findFirst();
    }

    static boolean isCompany(EntityProperty property) {
        return property.name().equalsIgnoreCase(COMPANY);
    }
}
