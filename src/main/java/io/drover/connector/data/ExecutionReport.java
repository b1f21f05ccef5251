package io.drover.connector.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.WireJson;
import io.drover.store.Store;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.ExecutionTable;
import io.drover.store.ledger.ExecutionTables;
import io.drover.store.ledger.Executions;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an execution stands, and what went wrong in it (wire contract 2.1, 2.2). */
final class ExecutionReport {
    /** Answered instead of an execution id while none has begun. */
    private static final String PENDING = "00000000-0000-0000-0000-000000000000";

    private final Executions executions;
    private final ExecutionTables tables;
    private final ExecutionIds ids;

    ExecutionReport(Store store, ExecutionIds ids) {
        this.executions = new Executions(store);
        this.tables = new ExecutionTables(store);
        this.ids = ids;
    }

    /** GetExecutionSummaryStatus. */
    Answer summary(ActionCall call) {
        Message message = ids.execution(call);
        return OData.named(call, "DMFExecutionSummaryStatus", summary(message, run(message)));
    }

    private static String summary(Message message, Optional<Execution> run) {
        return switch (message.status()) {
            case Enqueued ->
                message.queue().direction() == Direction.EXPORT
                                && message.content().sha256() != null
                        ? ofExport(run)
                        : "NotRun";
            case Dequeued, Downloaded ->
                message.queue().direction() == Direction.EXPORT
                                && message.content().sha256() != null
                        ? ofExport(run)
                        : "Executing";
            case Acked -> ofExport(run);
            case Preprocessing, Processing -> "Executing";
            case Processed -> "Succeeded";
            case ProcessedWithErrors -> "PartiallySucceeded";
            case PreProcessingError, PostProcessingFailed -> "Failed";
            case Canceled -> "Canceled";
        };
    }

    /** The export has run; its file waits for a client or has been fetched. */
    private static String ofExport(Optional<Execution> run) {
        return run.filter(execution -> execution.rejected() > 0).isPresent() ? "PartiallySucceeded" : "Succeeded";
    }

    /** GetEntityExecutionSummaryStatusList: {@code Customer groups: Succeeded} for each entity; before the end that of the whole. */
    Answer entities(ActionCall call) {
        Message message = ids.execution(call);
        Optional<Execution> run = run(message);
        String whole = summary(message, run);
        List<String> texts = run.map(execution -> tables.list(execution.id())).orElse(List.of()).stream()
                .map(table -> table.table() + ": " + summary(table, whole))
                .toList();
        String project = message.properties().entity() == null
                ? message.queue().job()
                : message.properties().entity();
        return OData.texts(call, texts.isEmpty() ? List.of(project + ": " + whole) : texts);
    }

    private static String summary(ExecutionTable table, String whole) {
        boolean loaded = whole.equals("Succeeded") || whole.equals("PartiallySucceeded");
        return !loaded ? whole : table.rejected() > 0 ? "PartiallySucceeded" : "Succeeded";
    }

    /** GetExecutionSummaryPageUrl: what /api tells of the message and its run, as JSON; it needs a token with the role reader. */
    Answer page(ActionCall call) {
        return OData.text(
                call, call.baseUrl() + "/api/messages/" + ids.execution(call).uid());
    }

    /** GetMessageStatus: Dynamics 365 knows no downloading and no cancelling. */
    Answer messageStatus(ActionCall call) {
        Message message = ids.message(call, "messageId");
        String status =
                switch (message.status()) {
                    case Downloaded -> MessageStatus.Dequeued.name();
                    case Canceled -> MessageStatus.PostProcessingFailed.name();
                    default -> message.status().name();
                };
        return OData.text(call, status);
    }

    /** GetExecutionIdByMessageId. */
    Answer executionId(ActionCall call) {
        Message message = ids.message(call, call.members().containsKey("messageId") ? "messageId" : "_messageId");
        boolean pending = message.ids().execution() == null
                && message.queue().direction() == Direction.IMPORT
                && !message.status().isFinal();
        return OData.text(call, pending ? PENDING : message.ids().executionUid());
    }

    /** A row of GetExecutionErrors. */
    private record Row(
            @JsonProperty("RecordId") String recordId,
            @JsonProperty("Field") String field,
            @JsonProperty("ErrorMessage") String message) {}

    /** GetExecutionErrors: JSON in a text. What has failed has at least one row, also when no record was read. */
    Answer errors(ActionCall call) {
        Message message = ids.execution(call);
        Optional<Execution> run = run(message);
        List<Row> rows = new ArrayList<>();
        run.ifPresent(execution -> executions.errors(execution.id()).forEach(error -> rows.add(row(error))));
        if (rows.isEmpty() && isTrouble(message.status())) {
            rows.add(new Row("", "", reason(message, run)));
        }
        return OData.text(call, WireJson.write(rows));
    }

    private static Row row(ExecutionError error) {
        String record = error.key() != null ? error.key() : error.record() > 0 ? String.valueOf(error.record()) : "";
        return new Row(
                error.table() == null ? record : (error.table() + " " + record).strip(),
                error.column() == null ? "" : error.column(),
                (error.line() > 0 ? "line " + error.line() + ": " : "")
                        + error.reason()
                        + (error.value() == null ? "" : " (\"" + error.value() + "\")"));
    }

    private static boolean isTrouble(MessageStatus status) {
        return switch (status) {
            case ProcessedWithErrors, PreProcessingError, PostProcessingFailed, Canceled -> true;
            default -> false;
        };
    }

    private static String reason(Message message, Optional<Execution> run) {
        return Optional.ofNullable(message.state().reason())
                .or(() -> run.map(Execution::message))
                .orElse("the message is " + message.status() + "; no reason was noted");
    }

    private Optional<Execution> run(Message message) {
        return Optional.ofNullable(message.ids().execution()).flatMap(executions::find);
    }
}
