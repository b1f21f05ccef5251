package io.drover.store.ledger;

import io.drover.store.Store;
import java.sql.Connection;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How far jobs have read their incremental sources. */
public final class Watermarks {
    private final Store store;

    public Watermarks(Store store) {
        this.store = store;
    }

    /** What a job has read: the highest values by source, as {@code RecordReader.watermarks} named them. */
    public Map<String, String> of(String job) {
        Map<String, String> highest = new TreeMap<>();
        store.jdbi()
                .useHandle(handle -> handle.createQuery("SELECT source, highest FROM drover.watermark WHERE job = :job")
                        .bind("job", job)
                        .map((row, context) -> Map.entry(row.getString("source"), row.getString("highest")))
                        .forEach(entry -> highest.put(entry.getKey(), entry.getValue())));
        return highest;
    }

    /**
     * Notes how far a job has read its sources, within the transaction that ends its execution.
     *
     * @param transaction on Drover's own database
     */
    public void save(Connection transaction, String job, Map<String, String> highest) {
        try (Handle handle = store.handle(transaction)) {
            highest.forEach((source, value) -> save(handle, job, source, value));
        }
    }

    /** Notes how far a job has read its sources, in a transaction of its own. */
    public void save(String job, Map<String, String> highest) {
        store.jdbi().useTransaction(handle -> highest.forEach((source, value) -> save(handle, job, source, value)));
    }

    private void save(Handle handle, String job, String source, String highest) {
        int updated = handle.createUpdate("UPDATE drover.watermark SET highest = :highest, saved = " + store.now()
                        + " WHERE job = :job AND source = :source")
                .bind("job", job)
                .bind("source", source)
                .bind("highest", highest)
                .execute();
        if (updated == 0) {
            handle.createUpdate(
                            "INSERT INTO drover.watermark (job, source, highest, saved) VALUES (:job, :source, :highest, "
                                    + store.now() + ")")
                    .bind("job", job)
                    .bind("source", source)
                    .bind("highest", highest)
                    .execute();
        }
    }

    /** Forgets what a job has read: its next run reads everything. */
    public void reset(String job) {
        store.jdbi().useHandle(handle -> handle.createUpdate("DELETE FROM drover.watermark WHERE job = :job")
                .bind("job", job)
                .execute());
    }

    /** Forgets what a job has read of one table or query: its next run reads all of that. */
    public void reset(String job, String table) {
        store.jdbi().useTransaction(handle -> of(job).keySet().stream()
                .filter(source -> table.equalsIgnoreCase(source.substring(0, source.lastIndexOf('.'))))
                .forEach(source ->
                        handle.execute("DELETE FROM drover.watermark WHERE job = ? AND source = ?", job, source)));
    }
}
