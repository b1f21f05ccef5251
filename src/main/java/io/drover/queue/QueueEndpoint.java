package io.drover.queue;

import io.drover.definition.NoServerException;
import io.drover.definition.UnknownNameException;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.queue.Direction;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Put a message into the queue of a recurring job, take one out, acknowledge it. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "queue",
        title = "Queue",
        syntax = "queue:name",
        remote = false,
        headersClass = QueueConstants.class,
        category = {Category.MESSAGING})
public class QueueEndpoint extends ScheduledPollEndpoint {

    /** What a producer does. */
    public enum Operation {
        enqueue,
        dequeue,
        acknowledge
    }

    @UriPath(description = "Name of the recurring job, or its activity id")
    @Metadata(required = true)
    private String name;

    @UriParam(
            label = "producer",
            defaultValue = "enqueue",
            description =
                    "What is done: enqueue puts the body into the queue as a new message; dequeue leases the oldest message"
                            + " and makes its payload the body, or no body (null) when none waits; acknowledge ends the message that the"
                            + " headers name")
    private Operation operation = Operation.enqueue;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "Give a message back at once when the route fails; else it comes again when its lease has run out")
    private boolean releaseOnFailure;

    public QueueEndpoint(String uri, QueueComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new QueueProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        QueueConsumer consumer = new QueueConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    QueueComponent queueComponent() {
        QueueComponent component = (QueueComponent) getComponent();
        NoServerException.require("queue", component.getCatalog());
        return component;
    }

    Queues queues() {
        return queueComponent().getQueues();
    }

    /**
     * The recurring job as it is defined now; waits for one that is not known yet while definitions are being loaded.
     *
     * @throws UnknownNameException when there is none
     * @throws QueueException INVALID when it is switched off
     */
    RecurringJobDefinition recurring() throws InterruptedException {
        RecurringJobDefinition found = queueComponent().getCatalog().settled(this::lookUp);
        if (!found.enabled()) {
            throw new QueueException(Kind.INVALID, "the recurring job " + found.name() + " is switched off");
        }
        return found;
    }

    private RecurringJobDefinition lookUp() {
        Map<String, RecurringJobDefinition> all =
                queueComponent().getCatalog().current().all(RecurringJobDefinition.class);
        RecurringJobDefinition found = all.get(name);
        if (found != null) {
            return found;
        }
        return MessageIds.asMessage(name)
                .flatMap(id -> all.values().stream()
                        .filter(job -> job.activity().equals(id))
                        .findFirst())
                .orElseThrow(() -> new UnknownNameException("there is no recurring job '" + name + "'; there are "
                        + (all.isEmpty() ? "none" : String.join(", ", all.keySet()))));
    }

    /** The same, of an export: only its messages are handed out. */
    RecurringJobDefinition export() throws InterruptedException {
        RecurringJobDefinition recurring = recurring();
        if (recurring.direction() != Direction.EXPORT) {
            throw new QueueException(
                    Kind.INVALID,
                    "the recurring job " + recurring.name() + " is an import: its messages are processed by its job "
                            + recurring.job() + ", and cannot be dequeued");
        }
        return recurring;
    }

    public String getName() {
        return name;
    }

    /** Name of the recurring job, or its activity id. */
    public void setName(String name) {
        this.name = name;
    }

    public Operation getOperation() {
        return operation;
    }

    /** What is done: enqueue, dequeue or acknowledge. */
    public void setOperation(Operation operation) {
        this.operation = operation;
    }

    public boolean isReleaseOnFailure() {
        return releaseOnFailure;
    }

    /** Give a message back at once when the route fails. */
    public void setReleaseOnFailure(boolean releaseOnFailure) {
        this.releaseOnFailure = releaseOnFailure;
    }
}
