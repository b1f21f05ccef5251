package io.drover.provider;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes rows to one destination table within a {@link Destination}'s transaction. */
public interface TableWriter extends AutoCloseable {

    /**
     * Takes rows that a writer cannot store yet, so that they are written again when others are stored. Of rows with one
     * key none overtakes another.
     */
    interface Postponement {

        /** Takes a row if an earlier one of its key waits; to be asked before a row is stored. */
        boolean holds(MappedRow row);

        /** Takes a row that refers to one that is not there, or that is to go while another one refers to it. */
        void postpone(MappedRow row);

        /** A number that rows of the same key have in common. */
        long key(MappedRow row);

        /** The same, and somebody is told of each row that is taken. */
        static Postponement telling(Postponement all, Consumer<MappedRow> told) {
            return new Postponement() {
                @Override
                public boolean holds(MappedRow row) {
                    boolean held = all.holds(row);
                    if (held) {
                        told.accept(row);
                    }
                    return held;
                }

                @Override
                public void postpone(MappedRow row) {
                    told.accept(row);
                    all.postpone(row);
                }

                @Override
                public long key(MappedRow row) {
                    return all.key(row);
                }
            };
        }
    }

    /**
     * Writes rows as if one after the other: a row whose key an earlier one had updates it. The writer may hold rows back
     * to store many at once; their counts and rejections come with {@link #flush}. Of a key that comes very often it may
     * only count the rows that later ones replace.
     *
     * @param rejected gets each row that the database refuses (a violated constraint) with the reason; the others are
     *     written all the same, and {@link #removeMissing} keeps the refused row's key
     * @return what became of the rows stored by this call
     * @throws SQLException when the load as a whole cannot go on (connection lost, disk full, ...)
     */
    Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException;

    /**
     * From now on rows go there that refer to rows which are not there, or that are referred to by rows which are still there; before,
     * and with null, they are rejected like others.
     *
     * @param references the table's foreign keys of which a missing row may still come
     */
    default void postpone(Postponement postponement, List<Reference> references) {
        // What has no foreign keys refuses no such rows
    }

    /** Writes rows once more that were postponed. */
    default Counts writeAgain(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return write(rows, rejected);
    }

    /** Finds the rows that refer to rows which are not there; none where that cannot be told. */
    default List<MappedRow> orphans(List<MappedRow> rows) throws SQLException {
        return List.of();
    }

    /**
     * Whether so many rows are held back that {@link #flush} is due. The caller flushes the writers of other tables too whose
     * rows came before, as these may refer to them.
     */
    boolean full();

    /**
     * Stores the rows held back. To be called before {@link Destination#commit}.
     *
     * @return what became of them
     */
    Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException;

    /** Notes the key of a record that was rejected, so that {@link #removeMissing} keeps its row. */
    void keep(Object[] key) throws SQLException;

    /**
     * Deletes the rows whose key was neither written nor kept; nothing when no row was written. To be called after {@link
     * #flush}, and once only.
     *
     * @return the number of deleted rows
     * @throws DestinationException when they are more than {@code maxDeletePercent} of the table's rows as it was before
     *     the load; nothing is deleted then
     */
    long removeMissing(int maxDeletePercent) throws SQLException;

    @Override
    void close() throws SQLException;
}
