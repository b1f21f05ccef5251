package io.drover.connector;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Guids;
import io.drover.connector.wire.Requests;
import io.drover.definition.Catalog;
import io.drover.http.download.FileAnswer;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * Download: the payload of a message that a client has dequeued (wire contract 1.3). The link holds from the first dequeue until the
 * payload's retention ends, also after the lease and after the acknowledgement: a client that broke off between the two gets its
 * file, and whose message it is the receipt decides, not the download.
 */
final class Download {
    private final Activities activities;
    private final Queues queues;

    Download(Catalog catalog, Queues queues) {
        this.activities = new Activities(catalog);
        this.queues = queues;
    }

    Answer answer(Exchange exchange) {
        RecurringJobDefinition recurring = activities.of(exchange, Direction.EXPORT, "Download");
        Message message = message(exchange, recurring);
        if (message.content().removed() != null) {
            throw new ConnectorRefusal(
                    410,
                    "The file of message " + message.uid() + " is gone: payloads are kept for "
                            + recurring.limits().payloadRetention().toDays() + " days.");
        }
        if (message.content().sha256() == null) {
            throw ConnectorRefusal.unknown("Message " + message.uid() + " has no file.");
        }
        Payload payload = queues.payloads().of(message);
        if (message.status() == MessageStatus.Dequeued) {
            queues.downloaded(message);
        }
        return Answer.file(
                200,
                payload.path(),
                0,
                payload.bytes(),
                "application/octet-stream",
                Map.of(
                        "Content-Disposition",
                        FileAnswer.disposition(name(message)),
                        "ETag",
                        '"' + payload.sha256() + '"',
                        "X-Content-Type-Options",
                        "nosniff"));
    }

    private Message message(Exchange exchange, RecurringJobDefinition recurring) {
        Optional<UUID> blob = Guids.parse(Requests.query(exchange, "blob"));
        Optional<UUID> correlation = Guids.parse(Requests.query(exchange, "correlation-id"));
        if (blob.isEmpty() || correlation.isEmpty()) {
            throw ConnectorRefusal.invalid(
                    "The URL must be the DownloadLocation of a dequeue, with its correlation-id and blob.");
        }
        return queues.find(blob.get().toString())
                .filter(message -> recurring.activity().equals(message.queue().activity()))
                .filter(message -> correlation.get().toString().equals(message.correlationId()))
                .filter(message -> message.lease().receipt() != null)
                .orElseThrow(() -> ConnectorRefusal.unknown("The recurring job " + Activities.name(recurring)
                        + " has handed out no such file: the URL must be the DownloadLocation of a dequeue."));
    }

    private static String name(Message message) {
        return message.content().file() == null
                ? message.uid()
                : message.content().file();
    }
}
