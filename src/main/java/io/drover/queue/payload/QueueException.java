package io.drover.queue.payload;

/** What was asked of a queue cannot be done; the message is for the user. */
public final class QueueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** There is no such message, payload or receipt. */
        UNKNOWN,
        /** The receipt is of an earlier delivery, or the idempotency key of another content. */
        CONFLICT,
        /** The request itself is wrong. */
        INVALID,
        /** The payload is not on this server, where it should be; another server, or a later time, may have it. */
        MISSING,
        /** The disk is nearly full or writing failed; later it may work. */
        UNAVAILABLE
    }

    public QueueException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public QueueException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
