package io.drover.http;

import io.drover.http.upload.Upload;
import io.drover.security.Caller;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * What the server knows of the request that an exchange comes from.
 *
 * @param caller who asks
 * @param upload the body, on paths that take uploads ({@link OwnOperations#takesUpload}); others have it as the message's body
 * @param baseUrl how clients reach this server, without a slash at its end: the configured public base URL, or what trusted proxies
 *     say, or the request's own
 * @param address of the client: the peer's, or what trusted proxies say
 */
public record Call(Caller caller, Optional<Upload> upload, String baseUrl, String address) {
    /** The exchange property with the request, from the beginning of each route. */
    static final String REQUEST = "DroverRequest";

    /**
     * The call that a message of a platform-http route came with.
     *
     * @throws IllegalStateException when it did not come over HTTP
     */
    public static Call of(Exchange exchange) {
        AdmittedRequest admitted = exchange.getProperty(REQUEST, AdmittedRequest.class);
        if (admitted == null) {
            throw new IllegalStateException("this message did not come over Drover's HTTP server");
        }
        if (admitted.claimUpload()) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    admitted.deleteUpload();
                }
            });
        }
        return admitted.call();
    }
}
