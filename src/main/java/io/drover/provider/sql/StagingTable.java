package io.drover.provider.sql;

import java.sql.SQLException;
import java.util.List;

/** A temporary table beside the target: column {@code seq} numbers the rows, columns {@code c0}, {@code c1}, ... are theirs. */
interface StagingTable {

    String name();

    /** Adds rows, numbered from 0. */
    void add(List<Object[]> rows) throws SQLException;

    void clear() throws SQLException;
}
