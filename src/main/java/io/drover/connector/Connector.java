package io.drover.connector;

import io.drover.definition.Catalog;
import io.drover.queue.PayloadStore;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.security.Applications;
import io.drover.store.Store;

/** The bean that routes/connector.camel.yaml calls (facts 1). */
public final class Connector {

    public Connector(
            Catalog catalog,
            Queues queues,
            QueueRuns runs,
            PayloadStore payloads,
            Applications applications,
            Store store) {}
}
