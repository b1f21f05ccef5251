package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Relations of products and groups that are gone, or never were: they are deleted at the end of each run. */
final class OrphanedRelations {
    private final Shop shop;

    OrphanedRelations(Shop shop) {
        this.shop = shop;
    }

    void delete() throws SQLException {
        delete(
                "EcomGroupProductRelation",
                List.of(
                        new Reference("GroupProductRelationProductId", "EcomProducts", "ProductId"),
                        new Reference("GroupProductRelationGroupId", "EcomGroups", "GroupId")));
        delete("EcomShopGroupRelation", List.of(new Reference("ShopGroupGroupId", "EcomGroups", "GroupId")));
    }

    /** A column that names a row of another table. */
    private record Reference(String column, String table, String key) {}

    private void delete(String name, List<Reference> references) throws SQLException {
        Optional<DestinationTable> relations = shop.table(name);
        if (relations.isEmpty()) {
            return;
        }
        List<String> gone = new ArrayList<>();
        for (Reference reference : references) {
            Optional<DestinationTable> other = shop.table(reference.table);
            if (other.isPresent()) {
                gone.add("NOT EXISTS (SELECT 1 FROM " + Sql.quote(other.get()) + " o WHERE o."
                        + column(other.get(), reference.key) + " = "
                        + Sql.quote(relations.get().name()) + "." + column(relations.get(), reference.column) + ")");
            }
        }
        if (!gone.isEmpty()) {
            shop.execute(
                    "DELETE FROM " + Sql.quote(relations.get()) + " WHERE " + String.join(" OR ", gone), List.of());
        }
    }

    private static String column(DestinationTable table, String name) {
        return Sql.quote(table.column(name).map(DestinationColumn::name).orElse(name));
    }
}
