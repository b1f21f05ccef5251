package io.drover.provider.sql.shop;

import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import io.drover.provider.forward.RefusedRowException;
import java.sql.SQLException;
import java.util.List;

/** Prices: their ids, and the currency of those that name none. */
final class PriceWriter extends ShapedWriter {
    private static final String ID = "PriceId";
    private static final String CURRENCY = "PriceCurrency";

    private String currency;

    private PriceWriter(Shop shop, RowShape shape) throws SQLException {
        super(shop, shape, shape.stored(List.of(ID)));
    }

    static TableWriter open(Shop shop, RowShape shape) throws SQLException {
        shape.store(ID);
        if (!shape.options().table().deleteIncoming()) {
            shape.store(CURRENCY);
        }
        return new PriceWriter(shop, shape);
    }

    @Override
    protected boolean makesKeys() {
        return !shape.maps(ID);
    }

    @Override
    protected List<Object[]> converted(MappedRow row) throws SQLException {
        boolean deletes = shape.options().table().deleteIncoming();
        String id = shape.text(row, ID);
        if (id.isEmpty() && deletes) {
            return List.of();
        }
        Object[] values = shape.values(row);
        shape.set(values, ID, id.isEmpty() ? shop.ids().next(shape.table(), ID, "ImportedPRICE") : id);
        if (!deletes && shape.text(row, CURRENCY).isEmpty()) {
            shape.set(values, CURRENCY, defaultCurrency());
        }
        return List.<Object[]>of(values);
    }

    private String defaultCurrency() throws SQLException {
        if (currency == null) {
            for (String[] row : shop.rows("EcomCurrencies", "CurrencyCode", "CurrencyIsDefault")) {
                currency = row[1] != null && row[1].matches("(?i)true|t|1") ? row[0] : currency;
            }
        }
        if (currency == null) {
            throw new RefusedRowException("has no PriceCurrency, and no currency of EcomCurrencies is the default");
        }
        return currency;
    }
}
