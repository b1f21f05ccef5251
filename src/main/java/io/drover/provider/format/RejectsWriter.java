package io.drover.provider.format;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.io.IOException;

/**
 * The rejected records of one delivery as a file in the delivery's own format, to mend and drop again, each with the reason
 * where the format has room for it. There is no file before the first record, and none under its name before {@link #finish},
 * which makes it durable.
 */
public interface RejectsWriter extends AutoCloseable {

    /**
     * Adds a record.
     *
     * @param reason why it was rejected
     */
    void add(SourceTable table, SourceRecord record, String reason) throws IOException;

    /**
     * Adds a record, for formats that have to know its file.
     *
     * @param inFile the file of the delivery that it stands in, or null when there is but one
     */
    default void add(String inFile, SourceTable table, SourceRecord record, String reason) throws IOException {
        add(table, record, reason);
    }

    /** One record as it stands in such a file, to show with its error. */
    String show(SourceTable table, SourceRecord record);

    /**
     * Completes the file under its name.
     *
     * @return whether there is one; not when no record was added
     */
    boolean finish() throws IOException;

    /** Drops what was not finished. */
    @Override
    void close() throws IOException;
}
