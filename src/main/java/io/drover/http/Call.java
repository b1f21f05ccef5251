package io.drover.http;

import io.drover.security.Caller;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What the server knows of the request that an exchange comes from.
 *
 * @param caller who asks
 * @param upload the body, on paths that take uploads ({@link Uploads#takes}); others have it as the message's body
 * @param baseUrl how clients reach this server, without a slash at its end: the configured public base URL, or what trusted proxies
 *     say, or the request's own
 */
public record Call(Caller caller, Optional<Upload> upload, String baseUrl) {

    /** The call that a message of a platform-http route came with. */
    public static Call of(Exchange exchange) {
        throw new UnsupportedOperationException();
    }
}
