package io.drover.http.request;

/** A request that is refused as it stands; the message is for the client. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public BadRequestException(int status, String message) {
        super(message, null, false, false); // what strangers send is no reason to gather stack traces
        this.status = status;
    }

    public BadRequestException(String message) {
        this(400, message);
    }

    public int status() {
        return status;
    }
}
