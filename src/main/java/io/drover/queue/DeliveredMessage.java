package io.drover.queue;

import io.drover.store.queue.Message;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.support.SynchronizationAdapter;

/** A message as the exchange that carries it shows it. */
final class DeliveredMessage {
    private DeliveredMessage() {}

    /** Makes the payload the body: a stream that can be read again, not the file, which belongs to the store. */
    static void put(Message message, MessagePayloads payloads, Exchange exchange) {
        describe(message, exchange.getMessage());
        FileInputStreamCache payload =
                new FileInputStreamCache(payloads.of(message).path().toFile());
        exchange.getMessage().setBody(payload);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                payload.close();
            }
        });
    }

    static void describe(Message message, org.apache.camel.Message into) {
        into.setHeader(QueueConstants.MESSAGE_ID, message.uid());
        into.setHeader(QueueConstants.CORRELATION_ID, message.correlationId());
        into.setHeader(QueueConstants.STATUS, message.status().name());
        into.setHeader(QueueConstants.ATTEMPTS, message.state().attempts());
        set(into, QueueConstants.RECEIPT, message.lease().receipt());
        set(into, QueueConstants.EXTERNAL_ID, message.properties().externalId());
        set(into, QueueConstants.COMPANY, message.properties().company());
        set(into, QueueConstants.ENTITY, message.properties().entity());
        set(into, Exchange.FILE_NAME, message.content().file());
    }

    private static void set(org.apache.camel.Message into, String header, String value) {
        if (value != null) {
            into.setHeader(header, value);
        }
    }
}
