package io.drover.queue;

import io.drover.job.run.OutputReceiver.OutputEntry;
import io.drover.queue.Exports.NamedPayload;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.queue.Direction;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageChange.Export;
import io.drover.store.queue.MessageEntry;
import io.drover.store.queue.MessageEntry.Content;
import io.drover.store.queue.MessageEntry.Queue;
import io.drover.store.queue.MessageProperties;
import io.drover.store.queue.MessageStatus;
import java.time.Duration;

/** The messages of recurring exports: each run has one from its beginning, whatever it comes to. */
final class ExportMessages {
    private ExportMessages() {}

    /** The message of a run that begins. */
    static MessageEntry begun(RecurringJobDefinition recurring) {
        return new MessageEntry(
                MessageIds.message(),
                MessageIds.execution(recurring.job()),
                MessageStatus.Preprocessing,
                new Queue(recurring.activity(), recurring.job(), Direction.EXPORT, Duration.ZERO),
                new Content(null, null, null),
                MessageProperties.NONE.withCompany(recurring.naming().company()));
    }

    /** Its end with a file, which then waits for clients. */
    static OutputEntry made(NamedPayload named, long records) {
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

    /** Its end without one. */
    static OutputEntry nothing() {
        return new OutputEntry() {
            @Override
            public MessageChange of(MessageChange end) {
                String why = "no records, and so no file (preventUploadWhenEmpty of the recurring job)";
                return MessageChange.to(end.status(), end.reason() == null ? why : end.reason() + "; " + why)
                        .withExport(new Export(null, null, null, 0L));
            }
        };
    }
}
