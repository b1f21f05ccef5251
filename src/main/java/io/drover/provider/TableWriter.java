package io.drover.provider;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes rows to one destination table within a {@link Destination}'s transaction. */
public interface TableWriter extends AutoCloseable {

    /**
     * Writes rows as if one after the other: a row whose key an earlier one had updates it.
     *
     * @param rejected gets each row that the database refuses (a violated constraint) with the reason; the others are
     *     written all the same
     * @throws SQLException when the load as a whole cannot go on (connection lost, disk full, ...)
     */
    Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException;

    /** Notes the key of a record that was rejected, so that {@link #removeMissing} keeps its row. */
    void keep(Object[] key) throws SQLException;

    /**
     * Deletes the rows whose key was neither written nor kept.
     *
     * @return the number of deleted rows
     * @throws DestinationException when they are more than {@code maxDeletePercent} of the table's rows as it was before
     *     the load; nothing is deleted then
     */
    long removeMissing(int maxDeletePercent) throws SQLException;

    @Override
    void close() throws SQLException;
}
