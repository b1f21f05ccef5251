package io.drover.bench;

import java.io.IOException;
import java.sql.SQLException;

/**
 * The database that is loaded. It keeps two states aside, with the empty table and with variant A in it, and copies one of
 * them whole before each run: whatever a run leaves behind (dead rows, statistics, tables of its own) is gone for the next.
 */
interface Database extends AutoCloseable {

    /** Name and version, for the report. */
    String description() throws SQLException;

    /** The database of the run. */
    String url();

    String user();

    Class<?> floor();

    /** Processor time that the server has used since its start; 0 when it is no process of its own. */
    default double cpuSeconds() throws IOException {
        return 0;
    }

    /** Makes the state with the empty table the database of the run. */
    void restoreEmpty() throws SQLException, IOException;

    /** Keeps the database of the run, with variant A loaded, as the state with the full table. */
    void keepAsFull() throws SQLException, IOException;

    /** Makes the state with the full table the database of the run. */
    void restoreFull() throws SQLException, IOException;

    @Override
    void close() throws IOException;
}
