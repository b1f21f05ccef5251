package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.definition.RecurringJobDefinition;
import io.drover.job.Jobs;
import io.drover.settings.Settings;
import io.drover.store.Message;
import io.drover.store.Store;

/** Runs jobs for messages: imports of what is enqueued, exports into what is enqueued; in order where that is set. */
public final class QueueRuns {

    public QueueRuns(
            Settings settings, Catalog catalog, Store store, Jobs jobs, Queues queues, PayloadStore payloads) {}

    /** Processes what waits in a recurring job's queue, or runs its export; returns when that is done. */
    public void process(RecurringJobDefinition recurring) {
        throw new UnsupportedOperationException();
    }

    /** Tells of a new message that need not wait for a recurrence; returns at once. */
    public void wake(Message message) {
        throw new UnsupportedOperationException();
    }
}
