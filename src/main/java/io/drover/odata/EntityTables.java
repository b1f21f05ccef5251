package io.drover.odata;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.Dialects;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exposed tables as the databases describe them, asked for once a minute. One that cannot be read is left out, and logged. Thread-safe. */
final class EntityTables {
    private static final Logger LOG = LoggerFactory.getLogger(EntityTables.class);
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Store store;
    private final Map<ExposedTable, Described> described = new ConcurrentHashMap<>();

    /** What is known of one, and since when. */
    private record Described(Optional<EntityTable> table, long at) {}

    EntityTables(Store store) {
        this.store = store;
    }

    List<EntityTable> of(Collection<ExposedTable> exposed) {
        return exposed.stream().flatMap(each -> table(each).stream()).toList();
    }

    private Optional<EntityTable> table(ExposedTable exposed) {
        Described known = described.get(exposed);
        if (known == null || System.nanoTime() - known.at > KEPT_NANOS) {
            known = new Described(describe(exposed), System.nanoTime());
            described.put(exposed, known);
        }
        return known.table;
    }

    private Optional<EntityTable> describe(ExposedTable exposed) {
        try (Connection connection =
                store.dataSource(exposed.place().dataSource()).getConnection()) {
            return Optional.of(table(connection, exposed));
        } catch (DestinationException | IllegalArgumentException e) {
            LOG.warn(
                    "the entity set {} is left out: the table {} of {} cannot be read by OData: {}",
                    exposed.name(),
                    exposed.table(),
                    exposed.place().dataSource(),
                    e.getMessage());
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the tables of " + exposed.place().dataSource() + " cannot be looked at", e);
        }
    }

    private static EntityTable table(Connection connection, ExposedTable exposed) throws SQLException {
        Dialect dialect = Dialects.of(connection);
        try {
            DatabaseCatalog catalog =
                    DatabaseCatalog.open(connection, dialect, exposed.place().schema());
            DestinationTable found = catalog.readable(exposed.table());
            if (!exposed.keys().isEmpty()) {
                found = new DestinationTable(
                        found.schema(), found.name(), dialect.columns(found.schema(), found.name()), List.of());
            } else {
                found = catalog.table(found.name());
            }
            return EntityTable.of(exposed, found, dialect.syntax());
        } finally {
            dialect.end(connection);
        }
    }
}
