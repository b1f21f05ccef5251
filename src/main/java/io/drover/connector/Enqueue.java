package io.drover.connector;

import io.drover.definition.Catalog;
import io.drover.definition.Direction;
import io.drover.definition.JobDefinition;
import io.drover.definition.RecurringJobDefinition;
import io.drover.definition.RecurringJobDefinition.PayloadKind;
import io.drover.http.Call;
import io.drover.http.Upload;
import io.drover.job.Jobs;
import io.drover.queue.NewMessage;
import io.drover.queue.Payload;
import io.drover.queue.PayloadStore;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.store.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Enqueue: a file or a data package becomes a message of a recurring job (facts 1.1). What it answers is durable. */
final class Enqueue {
    private static final String EXTERNAL_ID = "x-ms-dyn-externalidentifier";
    private static final int MOST_OF_EXTERNAL_ID = 512;
    private static final int MOST_OF_KEY = 255;
    private static final int MOST_OF_COMPANY = 20;

    private final Catalog catalog;
    private final Activities activities;
    private final Queues queues;
    private final QueueRuns runs;
    private final PayloadStore payloads;
    private final Jobs jobs;

    Enqueue(Catalog catalog, Queues queues, QueueRuns runs, PayloadStore payloads, Jobs jobs) {
        this.catalog = catalog;
        this.activities = new Activities(catalog);
        this.queues = queues;
        this.runs = runs;
        this.payloads = payloads;
        this.jobs = jobs;
    }

    Answer answer(Exchange exchange) throws IOException {
        RecurringJobDefinition recurring = activities.of(exchange, Direction.IMPORT, "Enqueue");
        Call call = Call.of(exchange);
        Upload upload = call.upload()
                .filter(body -> body.bytes() > 0)
                .orElseThrow(() -> Refusal.invalid("The body is empty: send the file or the data package itself."));
        if (upload.bytes() > recurring.maxBytes()) {
            throw new Refusal(
                    413,
                    "The body has " + upload.bytes() + " bytes; the recurring job " + Activities.name(recurring)
                            + " takes at most " + recurring.maxBytes() + " (maxSize in the <limits> of its file).");
        }
        JobDefinition job = job(recurring);
        String entity = Entities.of(recurring, job, Requests.query(exchange, "entity"));
        String company = company(exchange);
        String externalId = Requests.header(exchange, EXTERNAL_ID, MOST_OF_EXTERNAL_ID);
        String key = Requests.header(exchange, "Idempotency-Key", MOST_OF_KEY);
        Payload payload = keep(recurring, job, upload);
        Message message = queues.enqueue(
                recurring,
                new NewMessage(
                        payload,
                        null,
                        externalId,
                        externalId,
                        company,
                        entity,
                        key,
                        null,
                        call.caller().clientId()));
        runs.wake(message);
        return Answer.json(message.uid());
    }

    private JobDefinition job(RecurringJobDefinition recurring) {
        if (!catalog.hasJob(recurring.job())) {
            throw new Refusal(
                    503,
                    "The job '" + recurring.job() + "' of the recurring job " + Activities.name(recurring)
                            + " is not in force: its file is missing or has errors.",
                    Map.of("Retry-After", "60"));
        }
        return catalog.job(recurring.job());
    }

    private static String company(Exchange exchange) {
        String company = Requests.query(exchange, "company");
        if (company != null && company.length() > MOST_OF_COMPANY) {
            throw Refusal.invalid("company has more than " + MOST_OF_COMPANY
                    + " characters: it is the id of a legal entity, such as USMF.");
        }
        return company;
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
        throw Refusal.invalid("The data package cannot be taken: " + problem.get() + ".");
    }
}
