package io.drover.connection.webservice;

import io.drover.connection.CallParameters;
import io.drover.connection.Challenges;
import io.drover.connection.Failures;
import io.drover.connection.RetryAfter;
import io.drover.connection.WebServiceException;
import io.drover.connection.WebServiceException.Kind;
import io.drover.connection.auth.RequestCredentials;
import java.util.List;
import java.util.function.Function;

/**
 * An answer whose status is no success, in words.
 *
 * @param status the HTTP status
 * @param reason its text; empty when there is none
 * @param headers all values of a header by its name
 */
record Refusal(int status, String reason, Function<String, List<String>> headers) {
    /**
     * What to throw.
     *
     * @param said what the other side says of it, without secrets, as the end of a sentence
     * @param address what has the address, for one who finds that the answer points elsewhere
     */
    WebServiceException failure(RequestCredentials credentials, String said, String address) {
        String location = first("Location");
        if (status >= 300 && status <= 399 && !location.isEmpty()) {
            String what = "answered " + status + " and points to " + CallParameters.plain(location)
                    + "; that is not followed, since credentials do not go to another address. If it is the"
                    + " right one, write it into " + address;
            return new WebServiceException(what, Kind.FINAL, status, null, null);
        }
        String what = ("answered " + status + " " + reason).strip() + challenge(credentials) + said;
        return new WebServiceException(what, Failures.kind(status), status, RetryAfter.of(first("Retry-After")), null);
    }

    private String first(String header) {
        return headers.apply(header).stream().findFirst().orElse("");
    }

    private String challenge(RequestCredentials credentials) {
        return switch (status) {
            case 401 -> credentials.hide(Challenges.ofServer(headers.apply("WWW-Authenticate")));
            case 407 -> Challenges.ofProxy(headers.apply("Proxy-Authenticate"));
            default -> "";
        };
    }
}
