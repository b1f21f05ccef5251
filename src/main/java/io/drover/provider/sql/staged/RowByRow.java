package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import java.sql.SQLException;
import java.util.function.BiConsumer;

/** Takes staged rows one after the other on the server, so that each refused row stands alone. */
public interface RowByRow {

    /** Makes what {@link #run} needs. Not within a savepoint, which may take it back. */
    void prepare() throws SQLException;

    /**
     * Takes the rows that are in the staging.
     *
     * @param refused gets the number in the staging of each refused row, with the reason
     * @param rows how many there are
     */
    Counts run(int rows, BiConsumer<Integer, String> refused) throws SQLException;
}
