package io.drover.queue;

import io.drover.connection.Unreached;
import io.drover.connection.retry.GrowingPause;
import io.drover.definition.Definitions;
import io.drover.definition.UnknownNameException;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.queue.Message;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code from: queue:NAME}: hands the messages of an export to a route, one after the other. One is acknowledged when the route
 * has worked, and comes again when it has not.
 */
final class QueueConsumer extends ScheduledPollConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);

    private final QueueEndpoint endpoint;
    /** Before the next message, while a server is away to which the route gives the last one. */
    private final GrowingPause pause;

    private String reported;

    QueueConsumer(QueueEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        String seconds = endpoint.getCamelContext().resolvePropertyPlaceholders("{{drover.endpoints.retry:10}}");
        this.pause = GrowingPause.thirtyfold(Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)));
    }

    @Override
    protected int poll() throws Exception {
        Optional<RecurringJobDefinition> usable = pause.isOver() ? usable() : Optional.empty();
        if (usable.isEmpty()) {
            return 0;
        }
        RecurringJobDefinition recurring = usable.get();
        int handled = 0;
        for (Optional<Message> next = next(recurring); next.isPresent(); next = next(recurring)) {
            handled++;
            if (!handle(recurring, next.get())) {
                break; // whatever is wrong, the next message would meet it too: it waits for the next poll
            }
        }
        return handled;
    }

    /** A queue that is not there, or is switched off, is reported once: it may come. */
    private Optional<RecurringJobDefinition> usable() throws InterruptedException {
        if (endpoint.queueComponent().getCatalog().current() == Definitions.NONE) {
            return Optional.empty(); // the server starts
        }
        try {
            Optional<RecurringJobDefinition> found = Optional.of(endpoint.export());
            reported = null;
            return found;
        } catch (UnknownNameException | QueueException e) {
            if (!e.getMessage().equals(reported)) {
                LOG.warn("{} receives nothing: {}", endpoint.getEndpointUri(), e.getMessage());
                reported = e.getMessage();
            }
            return Optional.empty();
        }
    }

    private Optional<Message> next(RecurringJobDefinition recurring) {
        try {
            return isRunAllowed() ? endpoint.queues().dequeue(recurring) : Optional.empty();
        } catch (QueueException e) {
            if (e.kind() == Kind.MISSING) {
                return Optional.empty(); // told where payloads are missed; they may come
            }
            throw e;
        }
    }

    private boolean handle(RecurringJobDefinition recurring, Message message) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            DeliveredMessage.put(message, endpoint.queues().payloads(), exchange);
            getProcessor().process(exchange);
            if (exchange.getException() == null) {
                endpoint.queues()
                        .acknowledge(
                                recurring,
                                message.correlationId(),
                                message.lease().receipt());
                pause.reset();
                return true;
            }
            fail(message, exchange.getException());
            return false;
        } catch (RuntimeException e) {
            fail(message, e);
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void fail(Message message, Exception cause) {
        if (endpoint.isReleaseOnFailure()) {
            endpoint.queues().release(message, "given back: " + cause.getMessage());
            if (Unreached.isReasonOf(cause)) { // what fails for another reason may not fail for the next message
                pause.begin();
            }
        }
        getExceptionHandler()
                .handleException(
                        "message " + message.uid() + " of " + endpoint.getName()
                                + " was not processed and will come again",
                        cause);
    }
}
