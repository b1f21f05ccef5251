package io.drover.api;

/** Something that was asked for cannot be done; the message is for the user. */
public class OperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    public OperationException(int httpStatus, String message) {
        super(message);
        this.httpStatus = httpStatus;
    }

    /** The status that says the same over HTTP. */
    public int httpStatus() {
        return httpStatus;
    }
}
