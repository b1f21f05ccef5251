package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Products: their ids, languages, variants, manufacturers and times, and the groups that they are in. */
final class ProductWriter extends ShapedWriter {
    private static final String ID = "ProductId";
    private static final String VARIANT = "ProductVariantId";
    private static final String LANGUAGE = "ProductLanguageId";
    private static final String MANUFACTURER = "ProductManufacturerId";
    private static final List<String> KEY = List.of(ID, LANGUAGE, VARIANT);

    private final ProductIds ids;
    private final StoredVariants variants;
    /** Null when the mapping has no groups, or rows are deleted. */
    private final ProductGroups groups;

    private final LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);

    private ProductWriter(Shop shop, RowShape shape, ProductIds ids) throws SQLException {
        super(shop, shape, shape.stored(KEY));
        this.ids = ids;
        this.variants = new StoredVariants(shop, shape);
        boolean relates = shape.maps("Groups") && !shape.options().table().deleteIncoming();
        this.groups = relates ? new ProductGroups(shop, shape) : null;
    }

    static TableWriter open(Shop shop, RowShape shape) throws SQLException {
        boolean updates = shape.options().table().mode() == Mode.UPDATE;
        if (!(updates && shop.options().updateEveryVariant)) {
            KEY.forEach(shape::store);
        }
        if (!shape.options().table().deleteIncoming()) {
            shape.storeInsertOnly("ProductCreated");
            shape.store("ProductUpdated");
            if (shop.options().shop != null) {
                shape.store("ProductDefaultShopId");
            }
        }
        return new ProductWriter(shop, shape, new ProductIds(shop, shape));
    }

    @Override
    protected List<Object[]> converted(MappedRow row) throws SQLException {
        boolean deletes = shape.options().table().deleteIncoming();
        String language = shop.languages().id(shape.text(row, LANGUAGE));
        ProductIds.Product product =
                ids.of(row, !deletes && shape.options().table().mode() != Mode.UPDATE);
        if (product == null) {
            return List.of();
        }
        Object[] values = shape.values(row);
        shape.set(values, ID, product.id());
        shape.set(values, LANGUAGE, language);
        shape.set(values, VARIANT, shape.maps(VARIANT) ? shape.text(row, VARIANT) : product.variant());
        shape.set(values, "ProductCreated", now);
        shape.set(values, "ProductUpdated", now);
        if (!shape.maps("ProductDefaultShopId")) {
            shape.set(values, "ProductDefaultShopId", shop.options().shop);
        }
        String manufacturer = shape.text(row, MANUFACTURER);
        if (!manufacturer.isEmpty() && !deletes) {
            shape.set(values, MANUFACTURER, shop.manufacturers().id(manufacturer));
        }
        List<Object[]> all = new ArrayList<>();
        all.add(values);
        if (!deletes && !shape.maps(VARIANT)) {
            for (String variant : variants.of(row, language, product.variant())) {
                Object[] copy = values.clone();
                shape.set(copy, VARIANT, variant);
                all.add(copy);
            }
        }
        return all;
    }

    @Override
    protected void wasStored(MappedRow row, Object[] values) throws SQLException {
        if (groups != null) {
            List<DestinationColumn> stored = shape.stored();
            String id = null;
            String language = null;
            for (int i = 0; i < values.length; i++) {
                id = stored.get(i).name().equalsIgnoreCase(ID) ? (String) values[i] : id;
                language = stored.get(i).name().equalsIgnoreCase(LANGUAGE) ? (String) values[i] : language;
            }
            groups.add(row, id, language == null ? shop.languages().id("") : language);
        }
    }

    @Override
    protected void flushBeside(BiConsumer<MappedRow, String> rejected) throws SQLException {
        if (groups != null) {
            groups.flush(rejected);
        }
    }

    /** Of what the mapping has as its key; the rest is what is filled in. */
    @Override
    protected Object[] storedKey(Object[] key) throws SQLException {
        Object[] stored = new Object[shape.stored(KEY).size()];
        List<DestinationColumn> mapped = shape.mappedKeys();
        for (int i = 0; i < stored.length; i++) {
            String name = shape.stored(KEY).get(i).name();
            int at = indexOf(name, mapped);
            if (at < 0 && (shape.maps(name) || name.equalsIgnoreCase(ID))) {
                return null;
            }
            String text = at < 0 || key[at] == null ? "" : key[at].toString();
            stored[i] = name.equalsIgnoreCase(LANGUAGE) ? shop.languages().id(text) : text;
        }
        return stored;
    }

    private static int indexOf(String name, List<DestinationColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        if (groups != null
                && !hasUnknownKey()
                && shape.options().table().missing().delete()) {
            groups.removeMissing(maxDeletePercent);
        }
        return super.removeMissing(maxDeletePercent);
    }
}
