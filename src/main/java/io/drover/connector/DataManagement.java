package io.drover.connector;

import io.drover.definition.Catalog;
import io.drover.queue.PayloadStore;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.security.Applications;
import io.drover.settings.Settings;
import io.drover.store.Store;

/** The bean that routes/data-management.camel.yaml calls (facts 2). */
public final class DataManagement {

    public DataManagement(
            Settings settings,
            Catalog catalog,
            Queues queues,
            QueueRuns runs,
            PayloadStore payloads,
            Applications applications,
            Store store) {}
}
