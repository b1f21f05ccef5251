package io.drover.queue;

import io.drover.job.MessageJobs;
import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.Hash;
import io.drover.job.export.ExportFiles;
import io.drover.job.export.WorkFolder;
import io.drover.job.run.OutputReceiver;
import io.drover.job.run.OutputReceiver.OutputEntry;
import io.drover.job.run.RunOptions;
import io.drover.provider.format.FileDestination;
import io.drover.provider.sql.read.SqlSource;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.Settings;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.MessageRuns.Order;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageChange.Export;
import io.drover.store.queue.MessageEntry;
import io.drover.store.queue.MessageEntry.Content;
import io.drover.store.queue.MessageEntry.Queue;
import io.drover.store.queue.MessageProperties;
import io.drover.store.queue.MessageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs jobs that write files for queues: one file becomes the payload as it is, several become a zip. */
final class Exports {
    private final Settings settings;
    private final MessageJobs jobs;
    private final PayloadStore payloads;

    Exports(Settings settings, MessageJobs jobs, PayloadStore payloads) {
        this.settings = settings;
        this.jobs = jobs;
        this.payloads = payloads;
    }

    /** Runs a recurring job's export, which has a message from its beginning. Empty when another node runs the job. */
    Optional<Execution> run(JobDefinition job, RecurringJobDefinition recurring) throws IOException {
        try (WorkFolder folder = WorkFolder.make(settings)) {
            OutputReceiver handover =
                    (files, records) -> files.isEmpty() ? nothing() : made(payload(job, files, folder), records);
            return jobs.export(
                    ExportFiles.into(folder, job, recurring.transfer().preventUploadWhenEmpty()),
                    begun(recurring),
                    new RunOptions(recurring.naming().company(), null, false, refused(job), handover));
        }
    }

    /** The message of a recurring export's run that begins: each has one, whatever it comes to. */
    static MessageEntry begun(RecurringJobDefinition recurring) {
        return new MessageEntry(
                MessageIds.message(),
                MessageIds.execution(recurring.job()),
                MessageStatus.Preprocessing,
                new Queue(recurring.activity(), recurring.job(), Direction.EXPORT, Duration.ZERO),
                new Content(null, null, null),
                MessageProperties.NONE.withCompany(recurring.naming().company()));
    }

    /** The end of a recurring export's message with a file, which then waits for clients. */
    private static OutputEntry made(NamedPayload named, long records) {
        return new OutputEntry() {
            @Override
            public MessageChange of(MessageChange end) {
                return MessageChange.to(MessageStatus.Enqueued, end.reason())
                        .withExport(new Export(
                                named.file(),
                                named.payload().sha256(),
                                named.payload().bytes(),
                                records));
            }
        };
    }

    /** The end of a recurring export's message without a file. */
    private static OutputEntry nothing() {
        return new OutputEntry() {
            @Override
            public MessageChange of(MessageChange end) {
                String why = "no records, and so no file (preventUploadWhenEmpty of the recurring job)";
                return MessageChange.to(end.status(), end.reason() == null ? why : end.reason() + "; " + why)
                        .withExport(new Export(null, null, null, 0L));
            }
        };
    }

    /** Runs the export that a data management action has asked for: its message gets what is written. */
    Optional<Execution> run(JobDefinition job, Message message) throws IOException {
        ActionOptions options = ActionOptions.of(message);
        try (WorkFolder folder = WorkFolder.make(settings)) {
            OutputReceiver handover = (files, records) -> files.isEmpty()
                    ? new RequestEntry(null, records)
                    : new RequestEntry(payload(job, files, folder), records);
            return jobs.run(
                    only(options.entities(), ExportFiles.into(folder, job, false)),
                    message,
                    null,
                    message.content().file() == null
                            ? job.name()
                            : message.content().file(),
                    Order.ANY,
                    new RunOptions(message.properties().company(), options.first(), false, refused(job), handover));
        }
    }

    private static JobDefinition only(List<String> entities, JobDefinition job) {
        return entities.isEmpty()
                ? job
                : job.withMappings(job.mappings().stream()
                        .filter(mapping -> entities.stream().anyMatch(mapping.destinationTable()::equalsIgnoreCase))
                        .toList());
    }

    /** Definitions are checked for this; a job may have been changed since. */
    private static String refused(JobDefinition job) {
        if (!(job.destination() instanceof FileDestination)) {
            return "the job " + job.name() + " writes to a database; an export needs one that writes files";
        }
        return job.source() instanceof SqlSource
                ? null
                : "the job " + job.name() + " reads files; an export needs one that reads a database";
    }

    /** A payload and the name it has. */
    record NamedPayload(String file, Payload payload) {}

    private NamedPayload payload(JobDefinition job, List<Path> files, WorkFolder folder) throws IOException {
        Path file = ExportFiles.asOne(files, folder.path().resolve(job.name() + ".zip"));
        String sha256 = Hash.of(file);
        long bytes = Files.size(file);
        Path incoming = payloads.incoming(); // which may be on another file system than the work folder
        return new NamedPayload(
                file.getFileName().toString(), payloads.adopt(Files.move(file, incoming), sha256, bytes));
    }

    /** The message that asked for an export. */
    private record RequestEntry(NamedPayload named, long records) implements OutputEntry {
        @Override
        public MessageChange of(MessageChange end) {
            return end.withExport(
                    named == null
                            ? new Export(null, null, null, records)
                            : new Export(
                                    named.file(),
                                    named.payload().sha256(),
                                    named.payload().bytes(),
                                    records));
        }
    }
}
