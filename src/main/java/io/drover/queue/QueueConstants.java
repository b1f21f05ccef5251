package io.drover.queue;

import org.apache.camel.spi.Metadata;

/** Headers that {@code queue:} reads and sets. */
public final class QueueConstants {
    @Metadata(
            label = "common",
            description =
                    "The message id. Set by each operation and by the consumer; acknowledge may take it from here",
            javaType = "String")
    public static final String MESSAGE_ID = "DroverMessageId";

    @Metadata(
            label = "common",
            description =
                    "The id by which a delivery is acknowledged, with its receipt. Set by dequeue and by the consumer",
            javaType = "String")
    public static final String CORRELATION_ID = "DroverCorrelationId";

    @Metadata(
            label = "common",
            description = "The receipt of a delivery. Set by dequeue and by the consumer, needed by acknowledge",
            javaType = "String")
    public static final String RECEIPT = "DroverReceipt";

    @Metadata(
            label = "common",
            description = "The client's own name for the message. Read by enqueue, set by dequeue and by the consumer",
            javaType = "String")
    public static final String EXTERNAL_ID = "DroverExternalId";

    @Metadata(
            label = "common",
            description = "The legal entity. Read by enqueue, set by dequeue and by the consumer",
            javaType = "String")
    public static final String COMPANY = "DroverCompany";

    @Metadata(
            label = "common",
            description = "The entity of a file. Read by enqueue, set by dequeue and by the consumer",
            javaType = "String")
    public static final String ENTITY = "DroverEntity";

    @Metadata(
            label = "producer",
            description = "Read by enqueue: the same key is the same message, however often it is sent",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "DroverIdempotencyKey";

    @Metadata(
            label = "common",
            description = "How often the message has been delivered. Set by dequeue and by the consumer",
            javaType = "int")
    public static final String ATTEMPTS = "DroverAttempts";

    @Metadata(
            label = "common",
            description = "The message's status. Set by each operation and by the consumer",
            javaType = "String")
    public static final String STATUS = "DroverMessageStatus";

    private QueueConstants() {}
}
