package io.drover.job.load;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Reads a delivery and maps its records in a thread of its own, while another one waits for the database: on two cores,
 * reading and mapping then cost no time where storing takes as long.
 *
 * <p>Mappings are opened by the thread that stores, for that is the one that may use the destination. For each table that
 * comes up, the reading thread asks for them and waits.
 */
final class MappedReader implements AutoCloseable {
    private final RecordReader reader;
    private final Opener opener;
    /** Null when who stores reads too. */
    private final ReadAheadBuffer<Step> ahead;

    // Of the reading thread
    private final Map<String, List<TableLoad>> loads = new HashMap<>();
    private NewTable asked;

    /** Opens the mappings of a table, as far as it has been read; none when it is not loaded. */
    interface Opener {
        List<TableLoad> open(SourceTable table) throws SQLException;
    }

    /** What the reading thread hands to the one that stores. */
    private sealed interface Step {
        /** Of what is held until it is stored, in characters. */
        default int weight() {
            return 0;
        }
    }

    /** Asks for the mappings of a table that has come up. */
    private record NewTable(RecordBatch first, CompletableFuture<List<TableLoad>> mappings) implements Step {}

    /** What a batch of records has become. */
    sealed interface Batch extends Step permits MappedRecords, LateColumns {}

    /**
     * Records after the mappings of their table.
     *
     * @param byMapping none when the table is not loaded
     * @param records how many were read
     * @param weight of the records as they were read, which the mapped ones refer to
     */
    record MappedRecords(List<MappedBatch> byMapping, int records, int weight) implements Batch {}

    /** A column has come up that changes a mapping which has mapped records without it. */
    record LateColumns(SourceTable table) implements Batch {}

    private MappedReader(RecordReader reader, Opener opener, String name) {
        this.reader = reader;
        this.opener = opener;
        this.ahead = name == null ? null : new ReadAheadBuffer<>(this::read, Step::weight, "read " + name);
    }

    /** Reads in a thread of its own. */
    static MappedReader ahead(RecordReader reader, Opener opener, String name) {
        return new MappedReader(reader, opener, name);
    }

    /** Reads in the thread that stores: of a small file there is nothing to read ahead, and threads would only wait for each other. */
    static MappedReader inTurn(RecordReader reader, Opener opener) {
        return new MappedReader(reader, opener, null);
    }

    /** The next batch, or null at the end. */
    Batch next() throws IOException, SQLException {
        Step step = step();
        while (step instanceof NewTable table) {
            table.mappings().complete(opener.open(table.first().table()));
            step = step();
        }
        return (Batch) step;
    }

    private Step step() throws IOException, SQLException {
        if (ahead != null) {
            return ahead.next();
        }
        try {
            return read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Step read() throws IOException, SQLException, InterruptedException {
        if (asked != null) {
            return mapFirst();
        }
        RecordBatch batch = reader.next();
        if (batch == null) {
            return null;
        }
        List<TableLoad> ofTable = loads.get(key(batch));
        if (ofTable == null) {
            asked = new NewTable(batch, new CompletableFuture<>());
            return asked;
        }
        return map(batch, ofTable);
    }

    private Step mapFirst() throws SQLException, InterruptedException {
        RecordBatch first = asked.first();
        List<TableLoad> opened;
        try {
            opened = asked.mappings().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody answers with a failure", e);
        }
        asked = null;
        loads.put(key(first), opened);
        return map(first, opened);
    }

    private static String key(RecordBatch batch) {
        return batch.table().name();
    }

    private static Batch map(RecordBatch batch, List<TableLoad> loads) throws SQLException {
        for (TableLoad load : loads) {
            if (!load.covers(batch.table())) {
                return new LateColumns(batch.table());
            }
        }
        List<MappedBatch> mapped = new ArrayList<>(loads.size());
        for (TableLoad load : loads) {
            mapped.add(load.map(batch));
        }
        return new MappedRecords(mapped, batch.records().size(), batch.weight());
    }

    /** Ends what is read at this moment; from another thread. */
    void cancel() {
        if (ahead != null) {
            ahead.stop();
        }
        reader.cancel();
    }

    /** Ends the thread; the reader stays open. */
    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
    }
}
