package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.Store;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.MessageRuns;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the exports of recurring jobs. One that fails is seen by its message, and until the next that does not fail by {@link #failing}. Thread-safe. */
final class RecurringExports {
    private final Catalog catalog;
    private final Exports exports;
    private final MessageRuns messages;
    /** Why the latest run of an export failed, by activity. */
    private final Map<String, String> failing = new ConcurrentHashMap<>();

    RecurringExports(Catalog catalog, Exports exports, Store store) {
        this.catalog = catalog;
        this.exports = exports;
        this.messages = new MessageRuns(store);
    }

    /**
     * Runs an export.
     *
     * @return why there is no new message for clients, or why it is none; empty when all went well
     */
    Optional<String> run(RecurringJobDefinition recurring) {
        Optional<Execution> run;
        try {
            run = exports.run(catalog.find(JobDefinition.class, recurring.job()), recurring);
        } catch (IOException | RuntimeException e) {
            String cause = e instanceof IOException || e.getMessage() == null ? e.toString() : e.getMessage();
            String reason = "the export could not be run: " + cause;
            failing.put(recurring.activity(), reason);
            messages.failed(Exports.begun(recurring), reason);
            return Optional.of(reason);
        }
        if (run.isEmpty()) {
            return Optional.of("the export was not run: another server runs the job " + recurring.job()
                    + ", or this one is stopping");
        }
        Execution ended = run.get();
        failing.remove(recurring.activity());
        if (ended.status() != Status.Failed && ended.status() != Status.Cancelled) {
            return Optional.empty();
        }
        boolean failed = ended.status() == Status.Failed;
        String said = "the export " + (failed ? "failed" : "was cancelled") + " (execution " + ended.id() + "): "
                + ended.message();
        if (failed) {
            failing.put(recurring.activity(), said);
        }
        return Optional.of(said);
    }

    /** Why exports failed when they last ran in this process, by activity. */
    Map<String, String> failing() {
        return new TreeMap<>(failing);
    }
}
