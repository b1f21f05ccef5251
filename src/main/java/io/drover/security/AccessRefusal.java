package io.drover.security;

/** A request is refused; the message says why and what to do, for the one who asked and for the log. Never holds a token. */
public final class AccessRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final int retryAfter;

    private AccessRefusal(int status, String error, int retryAfter, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    /** No token was given: the challenge is bare (RFC 6750, 3.1). */
    public static AccessRefusal noToken(String message) {
        return new AccessRefusal(401, "", 0, message);
    }

    public static AccessRefusal invalidToken(String message) {
        return new AccessRefusal(401, "invalid_token", 0, message);
    }

    public static AccessRefusal invalidRequest(String message) {
        return new AccessRefusal(400, "invalid_request", 0, message);
    }

    /** Who asks is known, and may not. */
    public static AccessRefusal forbidden(String message) {
        return new AccessRefusal(403, "insufficient_scope", 0, message);
    }

    /**
     * A refusal for as long as something is away.
     *
     * @param retryAfter seconds after which it may go better
     */
    public static AccessRefusal unavailable(int retryAfter, String message) {
        return new AccessRefusal(503, "", Math.max(1, retryAfter), message);
    }

    public int status() {
        return status;
    }

    /** The error of RFC 6750, or nothing. */
    public String error() {
        return error;
    }

    /** Seconds; 0: says nothing about it. */
    public int retryAfter() {
        return retryAfter;
    }
}
