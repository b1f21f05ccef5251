package io.drover.job.run;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    private final ReadAheadBuffer<Batch> ahead;

    // Of the reading thread
    private final Map<String, List<TableLoad>> loads = new HashMap<>();
    private RecordBatch waiting;
    private CompletableFuture<List<TableLoad>> question;

    /** Opens the mappings of a table, as far as it has been read; none when it is not loaded. */
    interface Opener {
        List<TableLoad> open(SourceTable table) throws SQLException;
    }

    /**
     * A batch after its mappings.
     *
     * @param records how many were read
     * @param mapped by mapping; null when a column has come up that changes one of them
     * @param question in place of a batch: wants to be answered
     * @param weight of its records as they were read, which the mapped ones refer to
     */
    record Batch(
            SourceTable table,
            int records,
            List<MappedBatch> mapped,
            CompletableFuture<List<TableLoad>> question,
            int weight) {}

    MappedReader(RecordReader reader, Opener opener, String name) {
        this.reader = reader;
        this.opener = opener;
        this.ahead = new ReadAheadBuffer<>(this::read, Batch::weight, "read " + name);
    }

    /** The next batch, or null at the end. */
    Batch next() throws IOException, SQLException {
        while (true) {
            Batch batch = ahead.next();
            if (batch == null || batch.question() == null) {
                return batch;
            }
            batch.question().complete(opener.open(batch.table()));
        }
    }

    private Batch read() throws IOException, SQLException, InterruptedException {
        RecordBatch batch = waiting != null ? waiting : reader.next();
        if (batch == null) {
            return null;
        }
        String key = batch.table().name().toLowerCase(Locale.ROOT);
        if (waiting != null) {
            loads.put(key, answer());
            waiting = null;
        }
        List<TableLoad> ofTable = loads.get(key);
        if (ofTable == null) {
            waiting = batch;
            question = new CompletableFuture<>();
            return new Batch(batch.table(), 0, null, question, 0);
        }
        return map(batch, ofTable);
    }

    private List<TableLoad> answer() throws InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody answers with a failure", e);
        }
    }

    private static Batch map(RecordBatch batch, List<TableLoad> loads) throws SQLException {
        for (TableLoad load : loads) {
            if (!load.covers(batch.table())) {
                return new Batch(batch.table(), 0, null, null, 0);
            }
        }
        List<MappedBatch> mapped = new ArrayList<>(loads.size());
        for (TableLoad load : loads) {
            mapped.add(load.map(batch));
        }
        return new Batch(batch.table(), batch.records().size(), mapped, null, batch.weight());
    }

    /** Ends what is read at this moment; from another thread. */
    void cancel() {
        ahead.stop();
        reader.cancel();
    }

    /** Ends the thread; the reader stays open. */
    @Override
    public void close() {
        ahead.close();
    }
}
