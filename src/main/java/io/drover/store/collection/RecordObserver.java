package io.drover.store.collection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Who is to know of each change of a collection's records, with old and new, in the transaction that makes it. */
@FunctionalInterface
public interface RecordObserver {
    /** Nobody. */
    RecordObserver NONE = (connection, collection, changes) -> {};

    /**
     * Records have changed.
     *
     * @param connection of the transaction; what is written by it is committed with the changes, or not at all
     * @param collection its code
     */
    void changed(Connection connection, String collection, List<RecordChange> changes) throws SQLException;
}
