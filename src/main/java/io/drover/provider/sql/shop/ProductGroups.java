package io.drover.provider.sql.shop;

import io.drover.provider.MappedRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The groups that rows of products name: those that are known are related with the product, others when the delivery has ended. */
final class ProductGroups {
    private final Shop shop;
    private final RowShape shape;
    private final GroupRelations relations;
    private final List<Item> unknown = new ArrayList<>();
    private Integer removesUpTo;

    /** A group that a product names. */
    private record Item(MappedRow row, String product, String language, String group, Long sorting, boolean primary) {}

    ProductGroups(Shop shop, RowShape shape) throws SQLException {
        this.shop = shop;
        this.shape = shape;
        this.relations =
                new GroupRelations(shop, shape.options().table().missing().delete());
        shop.beforeCommit(this::finish);
    }

    void add(MappedRow row, String product, String language) throws SQLException {
        List<String> names = shape.list(row, "Groups");
        List<String> sortings = shape.list(row, "GroupSorting");
        String primary = shape.text(row, "PrimaryGroup");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Long sorting = i < sortings.size() ? RowShape.number("GroupSorting", sortings.get(i)) : null;
            Item item = new Item(row, product, language, name, sorting, name.equals(primary));
            Set<String> groups = shop.groups().find(name);
            if (groups.isEmpty()) {
                unknown.add(item);
            } else {
                relate(item, groups);
            }
        }
    }

    private void relate(Item item, Set<String> groups) throws SQLException {
        for (String group : groups) {
            relations.add(item.row, group, item.product, item.sorting, item.primary);
        }
    }

    void flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        relations.flush(rejected);
    }

    /** Relations that no row has named are to be removed, when all are known. */
    void removeMissing(int maxPercent) {
        removesUpTo = maxPercent;
    }

    private void finish() throws SQLException {
        for (Item item : unknown) {
            Set<String> groups = shop.groups().find(item.group);
            relate(item, groups.isEmpty() ? shop.groups().create(item.group, item.language, item.product) : groups);
        }
        relations.flush((row, reason) -> {
            throw new IllegalStateException("a relation of a product with a group cannot be stored: " + reason);
        });
        if (removesUpTo != null) {
            relations.removeMissing(removesUpTo);
        }
        relations.close();
    }
}
