package io.drover.store.collection;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Which records of a collection a load has seen, within its transaction; the others are missing. */
interface SeenRecords {
    void add(Collection<String> identifiers) throws SQLException;

    /** Ends the load, and counts those that were not seen. */
    long missing() throws SQLException;

    /** Some of those that are missing and were not given yet; empty: no more. */
    List<String> next(int most) throws SQLException;
}
