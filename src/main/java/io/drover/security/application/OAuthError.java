package io.drover.security.application;

import io.drover.security.AccessRefusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A token is not given; the answer is in the shape of Entra's (wire contract 3). Its message never holds a secret. */
final class OAuthError extends Exception {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final int status;
    private final String error;
    private final int code;
    private final int retryAfter;

    private OAuthError(int status, String error, int code, int retryAfter, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** @param code the number of Entra's error that is nearest */
    static OAuthError badRequest(String error, int code, String message) {
        return new OAuthError(400, error, code, 0, message);
    }

    static OAuthError missing(String parameter) {
        return badRequest(
                "invalid_request",
                900144,
                "The request body must contain the parameter '" + parameter
                        + "', as application/x-www-form-urlencoded.");
    }

    /** Who asks is not who they say. */
    static OAuthError invalidClient(int code, String message) {
        return new OAuthError(401, "invalid_client", code, 0, message);
    }

    /** @param retryAfter seconds */
    static OAuthError tooMany(int retryAfter, String message) {
        return new OAuthError(429, "temporarily_unavailable", 90055, retryAfter, message);
    }

    static OAuthError busy(AccessRefusal refusal) {
        return new OAuthError(503, "temporarily_unavailable", 90033, refusal.retryAfter(), refusal.getMessage());
    }

    /** @param away whether the database is, and comes back */
    static OAuthError failed(boolean away) {
        return away
                ? new OAuthError(503, "temporarily_unavailable", 90033, 5, "The database does not answer; try again.")
                : new OAuthError(
                        500,
                        "server_error",
                        90033,
                        0,
                        "An error has occurred; the server's log says which, at the trace.");
    }

    int status() {
        return status;
    }

    /** Seconds; 0: says nothing about it. */
    int retryAfter() {
        return retryAfter;
    }

    /**
     * The answer.
     *
     * @param trace by which the log can be searched
     * @param correlation the client's id of its request, or null
     */
    Map<String, Object> body(UUID trace, UUID correlation) {
        UUID correlationId = correlation == null ? UUID.randomUUID() : correlation;
        String timestamp = TIMESTAMP.format(Instant.now());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put(
                "error_description",
                "AADSTS" + code + ": " + getMessage() + " Trace ID: " + trace + " Correlation ID: " + correlationId
                        + " Timestamp: " + timestamp);
        body.put("error_codes", List.of(code));
        body.put("timestamp", timestamp);
        body.put("trace_id", trace);
        body.put("correlation_id", correlationId);
        return body;
    }
}
