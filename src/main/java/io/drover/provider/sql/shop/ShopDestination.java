package io.drover.provider.sql.shop;

import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.forward.ForwardingDestination;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A database of Dynamicweb's shop: some tables have columns more than they have, of which relations and ids are made. */
public final class ShopDestination extends ForwardingDestination {
    private final Shop shop;
    /** By table in lower case. */
    private final Map<String, ShopTable> tables;

    private ShopDestination(Destination database, EcomOptions ecom, UserOptions users) {
        super(database);
        this.shop = new Shop(database, ecom, users);
        this.tables = new HashMap<>();
        if (ecom != null) {
            tables.putAll(ShopTable.all());
        }
        if (users != null) {
            tables.put("accessuser", ShopTable.ofUsers());
        }
    }

    /**
     * A shop in a database, whose transaction becomes its own.
     *
     * @param ecom null when its tables are what the database says
     * @param users null when its users are
     */
    public static Destination over(Destination database, EcomOptions ecom, UserOptions users) {
        return ecom == null && users == null ? database : new ShopDestination(database, ecom, users);
    }

    @Override
    public DestinationTable table(String name) throws SQLException {
        DestinationTable table = destination.table(name);
        ShopTable rule = rule(table);
        return rule == null ? table : rule.widened(table);
    }

    private ShopTable rule(DestinationTable table) {
        return tables.get(table.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        ShopTable rule = rule(table);
        return rule == null
                ? destination.writer(table, columns, keys, options)
                : rule.writer(shop, new RowShape(destination.table(table.name()), rule, columns, keys, options));
    }

    /** Rows are not those that come in: a dry run does not show what they were before. */
    @Override
    public RowLookup lookup(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return rule(table) == null ? destination.lookup(table, columns, keys) : null;
    }

    @Override
    public void addColumn(DestinationTable table, String name) throws SQLException {
        destination.addColumn(destination.table(table.name()), name);
    }

    @Override
    public void commit() throws SQLException {
        shop.finish();
        destination.commit();
    }
}
