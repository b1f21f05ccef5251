package io.drover.api;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Refuses requests that a web page of someone else makes through the browser of a person on this machine: the API listens on
 * loopback without authentication, and a browser is on loopback too.
 */
final class SameMachine {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private SameMachine() {}

    static void require(Message request) {
        String host = request.getHeader("Host", String.class);
        // HTTP/2 has no such header; the address of the request has what it would say
        requireLoopback(
                request, "Host", host == null ? request.getHeader(Exchange.HTTP_URL, "", String.class) : "//" + host);
        String origin = request.getHeader("Origin", String.class);
        if (origin != null) {
            requireLoopback(request, "Origin", origin);
        }
    }

    private static void requireLoopback(Message request, String header, String address) {
        String host;
        try {
            host = URI.create(address).getHost();
        } catch (IllegalArgumentException e) {
            host = null;
        }
        if (host == null || !LOOPBACK.contains(host.toLowerCase(Locale.ROOT))) {
            throw new OperationException(
                    403, "the header " + header + " is " + request.getHeader(header) + "; only this machine may ask");
        }
    }
}
