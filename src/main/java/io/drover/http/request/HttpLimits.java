package io.drover.http.request;

import io.drover.settings.Settings;

/**
 * What a client may ask of the server at most. Sizes in bytes, durations in nanoseconds.
 *
 * @param line of a request
 * @param header all header lines of a request together
 * @param headers number of header lines
 * @param body of a request that is kept in memory
 * @param upload of a body that goes to disk
 * @param connectionsOfAddress of one address
 * @param head until the first request's head is complete
 * @param idle between two requests of a connection
 * @param window in which a body must bring {@code rate} bytes a second, and a client take something of its answer
 * @param request from its head to the end of its body
 */
public record HttpLimits(
        int line,
        int header,
        int headers,
        long body,
        long upload,
        int connections,
        int connectionsOfAddress,
        long head,
        long idle,
        long window,
        long rate,
        long request) {

    public static HttpLimits of(Settings settings) {
        return new HttpLimits(
                (int) settings.bytes("drover.http.max-line"),
                (int) settings.bytes("drover.http.max-header"),
                settings.number("drover.http.max-headers"),
                settings.bytes("drover.http.max-body"),
                settings.bytes("drover.http.max-upload"),
                settings.number("drover.http.max-connections"),
                settings.number("drover.http.max-connections-per-address"),
                settings.seconds("drover.http.head-timeout").toNanos(),
                settings.seconds("drover.http.idle-timeout").toNanos(),
                settings.seconds("drover.http.body-timeout").toNanos(),
                settings.bytes("drover.http.min-rate"),
                settings.seconds("drover.http.request-timeout").toNanos());
    }
}
