package io.drover.provider;

import java.sql.SQLException;

/**
 * The rows of a destination table as one transaction sees them: how a dry run tells what a load changes. Values of keys are of
 * the classes that {@link ColumnType} names, others are text as a source of the database has it. Used by one thread.
 */
public interface RowLookup extends AutoCloseable {

    /**
     * Looks for the row of a key.
     *
     * @param key in the order of the key columns
     * @return its values in the order of the columns asked for, or null when there is none
     */
    Object[] find(Object[] key) throws SQLException;

    /** Shows rows in the order of the database, at most so many and until the visitor has seen enough. */
    void visit(int most, Visitor visitor) throws SQLException;

    @Override
    void close() throws SQLException;

    /** Sees rows. */
    interface Visitor {

        /** Sees a row; gives whether to go on. */
        boolean row(Object[] values) throws SQLException;
    }
}
