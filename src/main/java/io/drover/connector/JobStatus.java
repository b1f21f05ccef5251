package io.drover.connector;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Guids;
import io.drover.connector.wire.Requests;
import io.drover.connector.wire.WirePeriod;
import io.drover.definition.Catalog;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.Store;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.ExecutionTables;
import io.drover.store.ledger.Executions;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The status of a message and of the run on it (wire contract 1.5): enums as integers, no null where clients have a number or a time. */
final class JobStatus {
    private final Activities activities;
    private final Queues queues;
    private final Executions executions;
    private final ExecutionTables tables;

    JobStatus(Catalog catalog, Queues queues, Store store) {
        this.activities = new Activities(catalog);
        this.queues = queues;
        this.executions = new Executions(store);
        this.tables = new ExecutionTables(store);
    }

    private record Status(
            @JsonProperty("DataProject") String dataProject,
            @JsonProperty("DataJobIdentifier") String dataJobIdentifier,
            @JsonProperty("ExternalIdentifier") String externalIdentifier,
            @JsonProperty("ExecutionIdentifier") String executionIdentifier,
            @JsonUnwrapped(prefix = "DataJob") WirePeriod period,
            @JsonProperty("DataJobState") int state) {}

    private record Reply(
            @JsonProperty("DataJobStatus") Status status,
            @JsonProperty("ExecutionLog") String log,
            @JsonProperty("ExecutionDetail") List<EntityStatus> detail) {}

    Answer answer(Exchange exchange) {
        RecurringJobDefinition recurring = activities.of(exchange);
        String asked = Requests.query(exchange, "jobId");
        if (asked == null) {
            throw ConnectorRefusal.invalid(
                    "jobId is missing in the query of the URL: the message id that enqueue has answered.");
        }
        Message message = queues.find(asked)
                .filter(found -> recurring.activity().equals(found.queue().activity()))
                .orElseThrow(() -> ConnectorRefusal.unknown(
                        "The recurring job " + Activities.name(recurring) + " has no message '" + Guids.bare(asked)
                                + "': jobId is the id that enqueue has answered, or an execution id."));
        Optional<Execution> execution =
                Optional.ofNullable(message.ids().execution()).flatMap(executions::find);
        List<ExecutionError> errors =
                execution.map(run -> executions.errors(run.id())).orElse(List.of());
        return Answer.json(new Reply(
                status(message, execution),
                new ExecutionText(message, execution, errors).toString(),
                execution
                        .map(run -> EntityStatus.of(recurring, message, run, tables.list(run.id()), errors.size()))
                        .orElse(null)));
    }

    private static Status status(Message message, Optional<Execution> execution) {
        return new Status(
                message.queue().job(),
                message.uid(),
                message.properties().externalId() == null
                        ? ""
                        : message.properties().externalId(),
                message.ids().executionUid(),
                WirePeriod.of(
                        execution.map(Execution::started).orElse(null),
                        message.status().isFinal()
                                ? execution
                                        .map(Execution::ended)
                                        .orElse(message.state().changed())
                                : null),
                state(message.status()));
    }

    /** DataJobState has no preprocessing and no cancelling: the one is in process, the other an error, so that clients stop asking. */
    private static int state(MessageStatus status) {
        return switch (status) {
            case Enqueued -> 0;
            case Dequeued -> 1;
            case Downloaded -> 2;
            case Acked -> 3;
            case Preprocessing, Processing -> 4;
            case Processed -> 5;
            case ProcessedWithErrors -> 6;
            case PostProcessingFailed, Canceled -> 7;
            case PreProcessingError -> 8;
        };
    }
}
