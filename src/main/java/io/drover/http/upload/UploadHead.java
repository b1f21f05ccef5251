package io.drover.http.upload;

import io.drover.security.Caller;
import java.util.function.UnaryOperator;

/**
 * What is known of an upload before its body is read.
 *
 * @param path decoded, as it is dispatched
 * @param query as it was sent, or null
 * @param header the value of a header, or null
 * @param bytes that the body will have; -1 when the client does not say
 */
public record UploadHead(
        String method, String path, String query, Sender sender, UnaryOperator<String> header, long bytes) {

    /**
     * Who sends it.
     *
     * @param address of the client, as trusted proxies say
     */
    public record Sender(Caller caller, String address) {}
}
