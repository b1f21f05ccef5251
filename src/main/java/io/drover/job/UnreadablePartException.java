package io.drover.job;

import java.io.IOException;

/** A part of a mail cannot be read; the rest of the mail can. */
final class UnreadablePartException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadablePartException(Exception cause) {
        super(reason(cause), cause);
    }

    static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
