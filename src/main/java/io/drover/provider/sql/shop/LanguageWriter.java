package io.drover.provider.sql.shop;

import io.drover.provider.MappedRow;
import java.sql.SQLException;
import java.util.List;

/** Rows of which no more is known than that they are of a language. */
final class LanguageWriter extends ShapedWriter {
    private final String language;

    LanguageWriter(Shop shop, RowShape shape, String id, String language) throws SQLException {
        super(
                shop,
                shape(shape, language),
                shape.mappedKeys().isEmpty() ? List.of() : shape.stored(List.of(id, language)));
        this.language = language;
    }

    private static RowShape shape(RowShape shape, String language) {
        shape.store(language);
        return shape;
    }

    @Override
    protected List<Object[]> converted(MappedRow row) throws SQLException {
        Object[] values = shape.values(row);
        shape.set(values, language, shop.languages().id(shape.text(row, language)));
        return List.<Object[]>of(values);
    }
}
