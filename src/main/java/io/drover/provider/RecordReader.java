package io.drover.provider;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads one delivery in a stream: constant memory whatever its size. Used by one thread.
 *
 * <pre>{@code
 * try (RecordReader reader = XmlRecordReader.open(file)) {
 *     for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
 *         mapping.map(batch, sink);
 *     }
 * }
 * }</pre>
 */
public interface RecordReader extends AutoCloseable {

    /**
     * The next records, or null at the end. A table may come in several batches and may come back after another one.
     *
     * @throws DeliveryException when the delivery is not what it should be, with line and column
     */
    RecordBatch next() throws IOException;

    /**
     * After the last batch: how far an incremental source has been read, to be remembered when its rows are committed.
     *
     * @return by table: the highest value of the column that tells what is new
     */
    default Map<String, String> watermarks() {
        return Map.of();
    }

    /**
     * What it wants to know of the records of a table that are written at their destination.
     *
     * @return the columns by which it knows them again; empty when it does not ask
     */
    default List<String> marked(String table) {
        return List.of();
    }

    /**
     * The records of such a table that at least one mapping has written: not those that conditions, functions or a refusal leave
     * out. To be called before {@link #written}.
     *
     * @param records the values of the columns that {@link #marked} names
     */
    default void wrote(String table, Collection<String[]> records) {}

    /**
     * All rows that were read are written at their destination and about to be committed: last occasion for the source to fail.
     * What it changes of its own, it prepares now and commits in {@link #committed}.
     */
    default void written() throws IOException {}

    /** Whether it has something to do when its rows are committed, so that it is closed only then. */
    default boolean awaitsCommit() {
        return false;
    }

    /** The rows that were read are committed at their destination: now the source may note it, if it has to. */
    default void committed() throws IOException {}

    /** After the last batch: what a person should know of how the delivery was read; nothing is wrong with it. */
    default List<String> remarks() {
        return List.of();
    }

    /** Ends what {@link #next} waits for, if it can; it then fails. May be called by any thread, until the reader is closed. */
    default void cancel() {}

    /** Breaks its connection off, if it has one: whoever waits for an answer gets an error. Called by another thread; returns at once. */
    default void abort() {}

    @Override
    void close() throws IOException;
}
