package io.drover.task;

/** A parameter that somebody who tries a task's request may not set; the message is for them. */
public final class ForbiddenParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ForbiddenParameterException(String message) {
        super(message);
    }
}
