package io.drover.connection;

import java.io.IOException;
import java.time.Duration;

/** A web service was not reached, refused, or answered what cannot be used. The message has its address, without secrets. */
public final class WebServiceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final Kind kind;
    private final transient Duration retryAfter;

    /** What a failure says about a further attempt. */
    public enum Kind {
        /** The web service did not work on the request, and may do so later: no connection, 429, 503. */
        UNSENT,
        /** The web service may have worked on the request: a time-out, a broken connection, 502, 504. */
        UNCLEAR,
        /** The same request would fail again. */
        FINAL
    }

    /**
     * A failure.
     *
     * @param status the HTTP status, or 0
     * @param retryAfter how long the other side asks to be left alone, or null
     */
    public WebServiceException(String message, Kind kind, int status, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** An answer that cannot be used. */
    public static WebServiceException unusable(String message, Throwable cause) {
        return new WebServiceException(message, Kind.FINAL, 0, null, cause);
    }

    /** The HTTP status, or 0 when there was no answer or it cannot be used. */
    public int status() {
        return status;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the web service asks to be left alone, or null. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The same with more at the end of its message. */
    WebServiceException with(String more) {
        return new WebServiceException(getMessage() + more, kind, status, retryAfter, this);
    }
}
