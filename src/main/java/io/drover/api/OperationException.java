package io.drover.api;

/** Something that was asked for cannot be done; the message is for the user. */
public class OperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final int retryAfter;

    public OperationException(int httpStatus, String message) {
        this(httpStatus, message, 0);
    }

    /** @param retryAfter seconds after which it may go better */
    public OperationException(int httpStatus, String message, int retryAfter) {
        super(message);
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
    }

    /** The status that says the same over HTTP. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Seconds; 0: says nothing about it. */
    public int retryAfter() {
        return retryAfter;
    }
}
