package io.drover.security;

/** A request is refused; the message says why and what to do, for the one who asked and for the log. Never holds a token. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final int retryAfter;

    private Refusal(int status, String error, int retryAfter, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    /** No token was given: the challenge is bare (RFC 6750, 3.1). */
    static Refusal noToken(String message) {
        return new Refusal(401, "", 0, message);
    }

    static Refusal invalidToken(String message) {
        return new Refusal(401, "invalid_token", 0, message);
    }

    static Refusal invalidRequest(String message) {
        return new Refusal(400, "invalid_request", 0, message);
    }

    /** Who asks is known, and may not. */
    static Refusal forbidden(String message) {
        return new Refusal(403, "insufficient_scope", 0, message);
    }

    /** @param retryAfter seconds after which it may go better */
    static Refusal unavailable(int retryAfter, String message) {
        return new Refusal(503, "", Math.max(1, retryAfter), message);
    }

    int status() {
        return status;
    }

    /** The error of RFC 6750, or nothing. */
    String error() {
        return error;
    }

    /** Seconds; 0: says nothing about it. */
    int retryAfter() {
        return retryAfter;
    }
}
