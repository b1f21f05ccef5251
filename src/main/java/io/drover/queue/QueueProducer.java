package io.drover.queue;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultProducer;

/** What {@code to: queue:NAME} does with an exchange. */
final class QueueProducer extends DefaultProducer {
    private final QueueEndpoint endpoint;

    QueueProducer(QueueEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        switch (endpoint.getOperation()) {
            case enqueue -> enqueue(exchange);
            case dequeue -> dequeue(exchange);
            case acknowledge -> acknowledge(exchange);
        }
    }

    private void enqueue(Exchange exchange) throws IOException, InvalidPayloadException, InterruptedException {
        RecurringJobDefinition recurring = endpoint.recurring();
        Payload payload = payload(exchange, recurring);
        NewMessage message = NewMessage.of(payload, header(exchange, Exchange.FILE_NAME))
                .withProperties(MessageProperties.NONE
                        .withExternalId(header(exchange, QueueConstants.EXTERNAL_ID))
                        .withCompany(header(exchange, QueueConstants.COMPANY))
                        .withEntity(header(exchange, QueueConstants.ENTITY))
                        .withIdempotencyKey(header(exchange, QueueConstants.IDEMPOTENCY_KEY)));
        Message enqueued = endpoint.queues().enqueue(recurring, message);
        DeliveredMessage.describe(enqueued, exchange.getMessage());
        if (recurring.direction() == Direction.IMPORT) {
            endpoint.queueComponent().getQueueRuns().wake(enqueued);
        }
    }

    private Payload payload(Exchange exchange, RecurringJobDefinition recurring)
            throws IOException, InvalidPayloadException {
        PayloadStore payloads = endpoint.queueComponent().getPayloads();
        try (InputStream body = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            Payload payload = payloads.keep(body, recurring.limits().maxBytes());
            if (payload.bytes() == 0) {
                throw new QueueException(Kind.INVALID, "the body is empty: nothing was enqueued");
            }
            return payload;
        }
    }

    private void dequeue(Exchange exchange) throws InterruptedException {
        Optional<Message> leased = endpoint.queues().dequeue(endpoint.export());
        if (leased.isEmpty()) {
            exchange.getMessage().setBody(null);
            exchange.getMessage().removeHeader(QueueConstants.RECEIPT);
        } else {
            DeliveredMessage.put(leased.get(), endpoint.queues().payloads(), exchange);
        }
    }

    private void acknowledge(Exchange exchange) throws InterruptedException {
        String correlation = header(exchange, QueueConstants.CORRELATION_ID);
        String id = correlation == null ? header(exchange, QueueConstants.MESSAGE_ID) : correlation;
        String receipt = header(exchange, QueueConstants.RECEIPT);
        if (id == null || receipt == null) {
            throw new QueueException(
                    Kind.INVALID,
                    "acknowledge needs the headers " + QueueConstants.CORRELATION_ID + " and " + QueueConstants.RECEIPT
                            + " as dequeue has set them");
        }
        DeliveredMessage.describe(endpoint.queues().acknowledge(endpoint.export(), id, receipt), exchange.getMessage());
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }
}
