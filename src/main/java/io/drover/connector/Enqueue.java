package io.drover.connector;

import io.drover.connector.EnqueueCheck.CheckedEnqueue;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Requests;
import io.drover.definition.Catalog;
import io.drover.http.Call;
import io.drover.http.upload.Upload;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.NewMessage;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Enqueue: a file or a data package becomes a message of a recurring job (wire contract 1.1). What it answers is durable. */
final class Enqueue {
    private final EnqueueCheck check;
    private final Queues queues;
    private final QueueRuns runs;
    private final PayloadStore payloads;
    private final Jobs jobs;

    Enqueue(Catalog catalog, Queues queues, QueueRuns runs, PayloadStore payloads, Jobs jobs) {
        this.check = new EnqueueCheck(catalog);
        this.queues = queues;
        this.runs = runs;
        this.payloads = payloads;
        this.jobs = jobs;
    }

    Answer answer(Exchange exchange) throws IOException {
        Call call = Call.of(exchange);
        Upload upload = call.upload()
                .filter(body -> body.bytes() > 0)
                .orElseThrow(
                        () -> ConnectorRefusal.invalid("The body is empty: send the file or the data package itself."));
        CheckedEnqueue checked = check.check(
                Requests.path(exchange, "activity"),
                call.caller(),
                call.address(),
                Requests.rawQuery(exchange),
                name -> Requests.rawHeader(exchange, name),
                upload.bytes());
        Payload payload = keep(checked.recurring(), checked.job(), upload);
        Message message = queues.enqueue(
                checked.recurring(),
                NewMessage.of(payload, checked.externalId())
                        .withProperties(MessageProperties.NONE
                                .withExternalId(checked.externalId())
                                .withCompany(checked.company())
                                .withEntity(checked.entity())
                                .withIdempotencyKey(checked.idempotencyKey())
                                .withApplication(call.caller().clientId())));
        runs.wake(message);
        return Answer.json(message.uid());
    }

    private Payload keep(RecurringJobDefinition recurring, JobDefinition job, Upload upload) throws IOException {
        if (recurring.kind() == PayloadKind.FILE) {
            return upload.file() == null
                    ? payloads.keep(upload.content())
                    : payloads.adopt(upload.file(), upload.sha256(), upload.bytes());
        }
        Path file = upload.file();
        if (file == null) {
            file = payloads.incoming();
            Files.write(file, upload.content());
        }
        Optional<String> problem;
        try {
            problem = jobs.problemOfPackage(job.name(), file);
            if (problem.isEmpty()) {
                return payloads.adopt(file, upload.sha256(), upload.bytes());
            }
        } finally {
            Files.deleteIfExists(file); // adopted, it is not there any more
        }
        throw ConnectorRefusal.invalid("The data package cannot be taken: " + problem.get() + ".");
    }
}
