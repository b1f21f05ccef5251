package io.drover.provider.sql.load;

import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.RowError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The foreign keys of a transaction that can be checked at its end. They are checked by each statement all the same, so that a row
 * which breaks one is known, but for the time that rows are written which refer to each other in a circle.
 */
final class DeferredKeys {
    private final Connection connection;
    private final Dialect dialect;
    private final Map<DestinationTable, List<Reference>> keys = new LinkedHashMap<>();
    private Savepoint before;

    DeferredKeys(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Adds the keys of a table, which are checked at once from now on. */
    void add(DestinationTable table, List<Reference> references) throws SQLException {
        List<Reference> deferrable =
                references.stream().filter(Reference::deferrable).toList();
        if (!deferrable.isEmpty()) {
            keys.put(table, deferrable);
            dialect.defer(table, deferrable, false);
        }
    }

    boolean begin() throws SQLException {
        if (keys.isEmpty()) {
            return false;
        }
        before = connection.setSavepoint();
        setDeferred(true);
        return true;
    }

    boolean end(boolean keep) throws SQLException {
        boolean kept = keep && isWhole();
        if (!kept) {
            connection.rollback(before);
            setDeferred(false); // not part of what a rollback undoes in every database
        }
        connection.releaseSavepoint(before);
        return kept;
    }

    private boolean isWhole() throws SQLException {
        try {
            setDeferred(false);
            return true;
        } catch (SQLException e) {
            if (!RowError.isAboutReferences(e)) {
                throw e;
            }
            return false;
        }
    }

    private void setDeferred(boolean deferred) throws SQLException {
        for (Map.Entry<DestinationTable, List<Reference>> ofTable : keys.entrySet()) {
            dialect.defer(ofTable.getKey(), ofTable.getValue(), deferred);
        }
    }
}
