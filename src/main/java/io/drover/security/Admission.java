package io.drover.security;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Whether a request may go on. */
public sealed interface Admission {
    /** It may. */
    record Admitted(Caller caller) implements Admission {}

    /**
     * That cannot be said yet; to be asked again then.
     *
     * @param until ends within seconds, and never with a failure
     */
    record Undecided(CompletionStage<?> until) implements Admission {}

    /**
     * It may not.
     *
     * @param status 400, 401, 403 or 503
     * @param headers such as WWW-Authenticate and Retry-After
     * @param message what is missing and what to do; for the body
     */
    record Refused(int status, Map<String, String> headers, String message) implements Admission {
        public Refused {
            headers = Map.copyOf(headers);
        }
    }
}
