package io.drover.provider.format;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.WriteOptions;
import io.drover.provider.value.CanonicalText;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes tables of rows as files of one format, which it takes from an {@link OutputFiles}. The values of rows are text: {@link
 * CanonicalText} in columns whose type is known, and as it came in those of type {@link ColumnType#TEXT}. Used by one thread.
 */
public interface TableFileWriter extends AutoCloseable {

    /**
     * Says that a table will come, perhaps without rows. Called once for each table, before its rows and in the order of the
     * job's mappings where that is known.
     *
     * @param columns of the rows, in the order of {@link MappedRow#values}
     */
    void begin(String table, List<DestinationColumn> columns) throws IOException;

    /**
     * The same, for formats that have room for what the mapping asks of a destination.
     *
     * @param options what the job's mapping does with the rows of such a table
     */
    default void begin(String table, List<DestinationColumn> columns, WriteOptions options) throws IOException {
        begin(table, columns);
    }

    /**
     * Writes rows of a table that has begun. Rows of several tables may come in turn.
     *
     * @param rejected gets each row that cannot stand in such a file with the reason; nothing of it is written, and the
     *     others are
     * @throws IOException when the file as a whole cannot be written, with a {@link DestinationException} as the cause where
     *     that lies in the data or the definition
     */
    void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException;

    /** Writes the values of a row. */
    interface RowOutput {
        /**
         * Writes them.
         *
         * @return why they cannot stand in the file, and then nothing of them does; null when they are written
         */
        String write(Object[] values) throws IOException;
    }

    /** Writes rows one after the other. */
    static void each(List<MappedRow> rows, RowOutput output, BiConsumer<MappedRow, String> rejected)
            throws IOException {
        for (MappedRow row : rows) {
            String problem = output.write(row.values());
            if (problem != null) {
                rejected.accept(row, problem);
            }
        }
    }

    /** Completes the files. */
    void finish() throws IOException;

    /** Lets go of what is open; after {@link #finish} nothing. */
    @Override
    void close() throws IOException;
}
