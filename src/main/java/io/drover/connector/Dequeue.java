package io.drover.connector;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Guids;
import io.drover.connector.wire.WireJson;
import io.drover.connector.wire.WireTime;
import io.drover.definition.Catalog;
import io.drover.http.Call;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Dequeue and acknowledge: a message on lease, and its end (wire contract 1.2, 1.4). */
final class Dequeue {
    private final Activities activities;
    private final Queues queues;

    Dequeue(Catalog catalog, Queues queues) {
        this.activities = new Activities(catalog);
        this.queues = queues;
    }

    /** The reply, letter by letter: the capital L is Dynamics 365's. */
    @JsonPropertyOrder({
        "CorrelationId",
        "PopReceipt",
        "DownloadLocation",
        "IsDownLoadFileExist",
        "FileDownLoadErrorMessage",
        "LastDequeueDateTime"
    })
    private record Delivery(
            @JsonProperty("CorrelationId") String correlationId,
            @JsonProperty("PopReceipt") String popReceipt,
            @JsonProperty("DownloadLocation") String downloadLocation,
            @JsonProperty("IsDownLoadFileExist") boolean fileExists,
            @JsonProperty("FileDownLoadErrorMessage") String errorMessage,
            @JsonProperty("LastDequeueDateTime") String lastDequeued) {}

    Answer answer(Exchange exchange) {
        RecurringJobDefinition recurring = activities.of(exchange, Direction.EXPORT, "Dequeue");
        Optional<Message> found = queues.dequeue(recurring);
        if (found.isEmpty()) {
            return Answer.empty(204);
        }
        Message message = found.get();
        return Answer.json(new Delivery(
                message.correlationId(),
                message.lease().receipt(),
                location(Call.of(exchange).baseUrl(), message),
                true,
                "",
                message.lease().earlierDequeue() == null
                        ? null
                        : WireTime.of(message.lease().earlierDequeue())));
    }

    /** Braces encoded and the two parameters, as Dynamics 365 has them; clients take it as it is. */
    private static String location(String baseUrl, Message message) {
        return baseUrl + "/api/connector/download/%7B" + message.queue().activity() + "%7D?correlation-id="
                + message.correlationId() + "&blob=" + message.uid();
    }

    Answer acknowledge(Exchange exchange) {
        RecurringJobDefinition recurring = activities.of(exchange, Direction.EXPORT, "Ack");
        var members = WireJson.members(exchange.getMessage().getBody(byte[].class));
        String correlationId = WireJson.text(members, "CorrelationId");
        String receipt = WireJson.text(members, "PopReceipt");
        if (correlationId == null || receipt == null) {
            throw ConnectorRefusal.invalid(
                    "The body must have CorrelationId and PopReceipt: send the answer of dequeue back as it is.");
        }
        queues.acknowledge(recurring, Guids.bare(correlationId), receipt.strip());
        return Answer.ok();
    }
}
