package io.drover.provider.sql.shop;

import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.List;

/** Manufacturers: those without an id are found by their names, or get one. */
final class ManufacturerWriter extends ShapedWriter {
    private static final String ID = "ManufacturerId";

    private ManufacturerWriter(Shop shop, RowShape shape) throws SQLException {
        super(shop, shape, shape.stored(List.of(ID)));
    }

    static TableWriter open(Shop shop, RowShape shape) throws SQLException {
        shape.store(ID);
        return new ManufacturerWriter(shop, shape);
    }

    @Override
    protected List<Object[]> converted(MappedRow row) throws SQLException {
        String id = shape.text(row, ID);
        String name = shape.text(row, "ManufacturerName");
        String known = id.isEmpty() ? shop.manufacturers().byName(name) : id;
        if (known == null && shape.options().table().deleteIncoming()) {
            return List.of();
        }
        known = known == null ? shop.manufacturers().newId(shape.table()) : known;
        shop.manufacturers().add(known, name);
        Object[] values = shape.values(row);
        shape.set(values, ID, known);
        return List.<Object[]>of(values);
    }
}
