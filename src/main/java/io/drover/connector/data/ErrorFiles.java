package io.drover.connector.data;

import io.drover.connector.blob.BlobUrlIssuer;
import io.drover.connector.wire.Answer;
import io.drover.job.ErrorsCsv;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.Store;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.Executions;
import io.drover.store.queue.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * The errors of one entity as a file (wire contract 2.1): all of them, or those that have the key of a record. Drover has no staging tables
 * that outlive a run, so that both are told from its errors; they are CSV, made when they are asked for.
 */
final class ErrorFiles {
    private final Executions executions;
    private final ExecutionIds ids;
    private final BlobUrlIssuer urls;
    private final PayloadStore payloads;

    ErrorFiles(Store store, ExecutionIds ids, BlobUrlIssuer urls, PayloadStore payloads) {
        this.executions = new Executions(store);
        this.ids = ids;
        this.urls = urls;
        this.payloads = payloads;
    }

    /** GetImportStagingErrorFileUrl: empty when there are no errors. */
    Answer stagingUrl(ActionCall call) throws IOException {
        Message message = ids.execution(call);
        return OData.text(call, url(call, message, "errors", errors(call, message)));
    }

    /** GenerateImportTargetErrorKeysFile: whether there are keys. */
    Answer hasKeys(ActionCall call) {
        return OData.flag(call, !keyed(call, ids.execution(call)).isEmpty());
    }

    /** GetImportTargetErrorKeysFileUrl: at once, so that clients which wait for it without end (wire contract 1.7) do not. */
    Answer keysUrl(ActionCall call) throws IOException {
        Message message = ids.execution(call);
        return OData.text(call, url(call, message, "error-keys", keyed(call, message)));
    }

    private List<ExecutionError> keyed(ActionCall call, Message message) {
        return errors(call, message).stream()
                .filter(error -> error.key() != null)
                .toList();
    }

    /** The errors of the entity, and those of the delivery as a whole. */
    private List<ExecutionError> errors(ActionCall call, Message message) {
        String entity = call.required("entityName", 255);
        return message.ids().execution() == null
                ? List.of()
                : executions.errors(message.ids().execution()).stream()
                        .filter(error -> error.table() == null || error.table().equalsIgnoreCase(entity))
                        .toList();
    }

    private String url(ActionCall call, Message message, String kind, List<ExecutionError> errors) throws IOException {
        if (errors.isEmpty()) {
            return "";
        }
        String name = message.queue().job() + "-" + call.required("entityName", 255) + "-" + kind + ".csv";
        Payload payload = payloads.keep(ErrorsCsv.of(errors).getBytes(StandardCharsets.UTF_8));
        UUID id = UUID.nameUUIDFromBytes((message.uid() + name + payload.sha256()).getBytes(StandardCharsets.UTF_8));
        return urls.toRead(id, payload, BlobUrlIssuer.file(name), call.caller().clientId(), call.baseUrl());
    }
}
