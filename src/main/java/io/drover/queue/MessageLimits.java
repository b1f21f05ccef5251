package io.drover.queue;

import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.queue.MessageEntry;

/** What a message's texts may be, so that the database takes them as they are. */
final class MessageLimits {
    private MessageLimits() {}

    /** @throws QueueException INVALID, naming what is wrong */
    static void check(MessageEntry entry) {
        check("the execution id", entry.executionUid(), 200);
        check("the file name", entry.content().file(), 512);
        check(
                "the external identifier (x-ms-dyn-externalidentifier)",
                entry.properties().externalId(),
                512);
        check("the company", entry.properties().company(), 20);
        check("the entity", entry.properties().entity(), 255);
        check("the client id", entry.properties().application(), 100);
        check("the Idempotency-Key", entry.properties().idempotencyKey(), 255);
        check("the options", entry.properties().options(), Integer.MAX_VALUE);
    }

    private static void check(String what, String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.length() > longest) {
            throw new QueueException(
                    Kind.INVALID, what + " has " + text.length() + " characters; it may have " + longest);
        }
        if (text.indexOf('\0') >= 0) {
            throw new QueueException(Kind.INVALID, what + " contains the character NUL");
        }
    }
}
