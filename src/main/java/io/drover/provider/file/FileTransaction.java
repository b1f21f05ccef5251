package io.drover.provider.file;

import io.drover.provider.Counts;
import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.format.TableFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A destination of files: they appear under their names at the commit, all of them or none. */
public final class FileTransaction implements Destination {
    private final OutputFolder folder;
    private final TableFileWriter writer;
    private final boolean nested;
    /** The columns of each table that has begun. */
    private final Map<String, List<DestinationColumn>> tables = new HashMap<>();

    private boolean rows;

    /**
     * Begins.
     *
     * @param folder where the writer puts its files
     * @param nested whether values can be JSON within the files
     */
    public FileTransaction(OutputFolder folder, TableFileWriter writer, boolean nested) {
        this.folder = folder;
        this.nested = nested;
        this.writer = writer;
    }

    @Override
    public DestinationTable table(String name) {
        return DestinationTable.open(name, nested);
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        List<DestinationColumn> begun = tables.putIfAbsent(table.name(), columns);
        if (begun == null) {
            try {
                writer.begin(table.name(), columns, options);
            } catch (IOException e) {
                throw failure(e);
            }
        } else if (!begun.equals(columns)) {
            throw new DestinationException("two mappings write to the table " + table.name()
                    + ", with other columns or in another order; give both the same <column> elements");
        }
        return new Rows(table.name());
    }

    /** A table's rows on their way to the file; nothing is held back. */
    private final class Rows implements TableWriter {
        private final String table;
        /** Rows of the batch that cannot stand in the file. */
        private int refused;

        private Rows(String table) {
            this.table = table;
        }

        @Override
        public Counts write(List<MappedRow> mapped, BiConsumer<MappedRow, String> rejected) throws SQLException {
            refused = 0;
            try {
                writer.write(table, mapped, (row, reason) -> {
                    refused++;
                    rejected.accept(row, reason);
                });
            } catch (IOException e) {
                throw failure(e);
            }
            int written = mapped.size() - refused;
            rows |= written > 0;
            return new Counts(written, 0, 0);
        }

        @Override
        public boolean full() {
            return false;
        }

        @Override
        public Counts flush(BiConsumer<MappedRow, String> rejected) {
            return Counts.NONE;
        }

        @Override
        public void keep(Object[] key) {
            // only what may be removed has to be kept
        }

        @Override
        public long removeMissing(int maxDeletePercent) {
            return 0;
        }

        @Override
        public void close() {
            // the file is closed with the transaction
        }
    }

    @Override
    public Connection connection() {
        return null;
    }

    @Override
    public void commit() throws SQLException {
        try {
            writer.finish();
            folder.publish(rows);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public List<Path> published() {
        return folder.published();
    }

    @Override
    public void close() throws SQLException {
        try (folder) {
            writer.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static SQLException failure(IOException e) {
        return e.getCause() instanceof DestinationException refused
                ? refused
                : new SQLException("the file cannot be written: " + e.getMessage(), e);
    }
}
