package io.drover.provider.sql.shop;

import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.List;

/** Groups: their ids and languages, and the shops and groups that they are in. */
final class GroupWriter extends ShapedWriter {
    private static final String ID = "GroupId";
    private static final String LANGUAGE = "GroupLanguageId";
    private static final List<String> KEY = List.of(ID, LANGUAGE);

    private final ReplacedRelations shops;
    private final ReplacedRelations parents;

    private GroupWriter(Shop shop, RowShape shape) throws SQLException {
        super(shop, shape, shape.stored(KEY));
        this.shops = new ReplacedRelations(
                shop, "EcomShopGroupRelation", "ShopGroupGroupId", "ShopGroupShopId", "ShopGroupRelationsSorting");
        this.parents = new ReplacedRelations(
                shop, "EcomGroupRelations", "GroupRelationsGroupId", "GroupRelationsParentId", "GroupRelationsSorting");
    }

    static TableWriter open(Shop shop, RowShape shape) throws SQLException {
        KEY.forEach(shape::store);
        return new GroupWriter(shop, shape);
    }

    @Override
    protected boolean makesKeys() {
        return !shape.maps(ID);
    }

    @Override
    protected List<Object[]> converted(MappedRow row) throws SQLException {
        String id = shape.text(row, ID);
        if (id.isEmpty() && shape.options().table().deleteIncoming()) {
            return List.of();
        }
        id = id.isEmpty() ? shop.ids().next(shape.table(), ID, "ImportedGROUP") : id;
        Object[] values = shape.values(row);
        shape.set(values, ID, id);
        shape.set(values, LANGUAGE, shop.languages().id(shape.text(row, LANGUAGE)));
        return List.<Object[]>of(values);
    }

    @Override
    protected void wasStored(MappedRow row, Object[] values) throws SQLException {
        if (shape.options().table().deleteIncoming()) {
            return;
        }
        String id = idOf(values);
        shop.groups().add(id, shape.text(row, "GroupName"));
        List<String> named = shape.list(row, "Shops");
        if (named.isEmpty()) {
            String byDefault = shop.shops().defaultId();
            if (byDefault != null) {
                shops.add(id, byDefault, 0);
            }
        }
        List<String> sortings = shape.list(row, "ShopSorting");
        long sorting = 0;
        for (int i = 0; i < named.size(); i++) {
            sorting = i < sortings.size() ? RowShape.number("ShopSorting", sortings.get(i)) : sorting;
            shops.add(id, shop.shops().id(named.get(i)), sorting);
        }
        List<String> above = shape.list(row, "ParentGroups");
        List<String> ofParents = shape.list(row, "ParentGroupsSorting");
        for (int i = 0; i < above.size(); i++) {
            parents.add(
                    id,
                    above.get(i),
                    i < ofParents.size() ? RowShape.number("ParentGroupsSorting", ofParents.get(i)) : 0);
        }
    }

    private String idOf(Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (shape.stored().get(i).name().equalsIgnoreCase(ID)) {
                return (String) values[i];
            }
        }
        throw new IllegalStateException("a group has an id");
    }

    @Override
    protected Object[] storedKey(Object[] key) throws SQLException {
        Object[] stored = new Object[2];
        for (int i = 0; i < shape.mappedKeys().size(); i++) {
            String name = shape.mappedKeys().get(i).name();
            stored[0] = name.equalsIgnoreCase(ID) ? key[i] : stored[0];
            stored[1] = name.equalsIgnoreCase(LANGUAGE) ? shop.languages().id(key[i].toString()) : stored[1];
        }
        if (stored[0] == null || (stored[1] == null && shape.maps(LANGUAGE))) {
            return null;
        }
        stored[1] = stored[1] == null ? shop.languages().id("") : stored[1];
        return stored;
    }
}
