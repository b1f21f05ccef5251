package io.drover.connector;

import io.drover.connector.EnqueueCheck.CheckedEnqueue;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Requests;
import io.drover.definition.Catalog;
import io.drover.http.Call;
import io.drover.http.upload.Upload;
import io.drover.job.provider.PackageCheck;
import io.drover.queue.NewMessage;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/** Enqueue: a file or a data package becomes a message of a recurring job (wire contract 1.1). What it answers is durable. */
final class Enqueue {
    private final EnqueueCheck check;
    private final Queues queues;
    private final QueueRuns runs;
    private final PayloadStore payloads;

    Enqueue(Catalog catalog, Queues queues, QueueRuns runs, PayloadStore payloads) {
        this.check = new EnqueueCheck(catalog);
        this.queues = queues;
        this.runs = runs;
        this.payloads = payloads;
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
        Payload payload = keep(checked, upload);
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

    private Payload keep(CheckedEnqueue checked, Upload upload) throws IOException {
        if (checked.recurring().kind() == PayloadKind.FILE) {
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
            problem = PackageCheck.problem(checked.job(), file);
            if (problem.isEmpty()) {
                requireEntity(checked, file);
                return payloads.adopt(file, upload.sha256(), upload.bytes());
            }
        } finally {
            Files.deleteIfExists(file); // adopted, it is not there any more
        }
        throw ConnectorRefusal.invalid("The data package cannot be taken: " + problem.get() + ".");
    }

    /** The manifest says what is in a package; some clients name one of its entities all the same, and none other is taken for it. */
    private void requireEntity(CheckedEnqueue checked, Path file) throws IOException {
        String asked = checked.entity();
        if (asked == null) {
            return;
        }
        String table = checked.recurring().naming().entities().getOrDefault(asked, asked);
        Set<String> names = PackageCheck.names(file);
        if (names.stream().noneMatch(name -> name.equalsIgnoreCase(asked) || name.equalsIgnoreCase(table))) {
            throw ConnectorRefusal.invalid("The data package has no entity '" + asked + "'; it has "
                    + String.join(", ", PackageCheck.entities(file))
                    + ". Leave entity out of the query of the URL: the manifest says what is in the package.");
        }
    }
}
