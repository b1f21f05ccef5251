package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.queue.payload.PayloadStore;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The component {@code queue:}. */
@Component("queue")
public class QueueComponent extends DefaultComponent {

    @Metadata(label = "advanced", autowired = true, description = "The queues of this server")
    private Queues queues;

    @Metadata(label = "advanced", autowired = true, description = "What processes what is enqueued")
    private QueueRuns queueRuns;

    @Metadata(label = "advanced", autowired = true, description = "Where payloads are kept")
    private PayloadStore payloads;

    @Metadata(label = "advanced", autowired = true, description = "The definitions in force")
    private Catalog catalog;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        QueueEndpoint endpoint = new QueueEndpoint(uri, this);
        endpoint.setName(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public Queues getQueues() {
        return queues;
    }

    /** The queues of this server. */
    public void setQueues(Queues queues) {
        this.queues = queues;
    }

    public QueueRuns getQueueRuns() {
        return queueRuns;
    }

    /** What processes what is enqueued. */
    public void setQueueRuns(QueueRuns queueRuns) {
        this.queueRuns = queueRuns;
    }

    public PayloadStore getPayloads() {
        return payloads;
    }

    /** Where payloads are kept. */
    public void setPayloads(PayloadStore payloads) {
        this.payloads = payloads;
    }

    public Catalog getCatalog() {
        return catalog;
    }

    /** The definitions in force. */
    public void setCatalog(Catalog catalog) {
        this.catalog = catalog;
    }
}
