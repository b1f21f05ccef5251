package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import java.sql.SQLException;

/** Takes staged rows one after the other on the server, so that each refused row stands alone. */
public interface RowByRow {

    /** Gets the rows that are refused. */
    interface Refused {
        /**
         * Takes one.
         *
         * @param number in the staging
         * @param reference whether a row is missing that it refers to, or another one refers to it
         */
        void row(int number, String reason, boolean reference);
    }

    /** Makes what {@link #run} needs. Not within a savepoint, which may take it back. */
    void prepare() throws SQLException;

    /**
     * Takes the rows that are in the staging.
     *
     * @param rows how many there are
     */
    Counts run(int rows, Refused refused) throws SQLException;
}
