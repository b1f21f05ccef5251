package io.drover.provider.sql.staged;

import io.drover.provider.DestinationColumn;
import java.sql.SQLException;
import java.util.List;

/** A temporary table beside the target: column {@code seq} numbers the rows, columns {@code c0}, {@code c1}, ... are theirs. */
public interface StagingTable {

    String name();

    /** Adds rows, numbered from 0. */
    void add(List<Object[]> rows) throws SQLException;

    /** Tells the database how many rows there are, if it plans by that. */
    default void analyze() throws SQLException {
        // most databases look for themselves
    }

    /**
     * A staged value as one of its column.
     *
     * @param staged the column of this table
     */
    default String value(String staged, DestinationColumn column) {
        return staged;
    }

    void clear() throws SQLException;
}
