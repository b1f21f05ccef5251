package io.drover.security;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request comes from a person on this machine. A browser is on loopback too, and so is a proxy: a page of someone else
 * betrays itself by its Origin, or by the name that it has bound to loopback in the Host header.
 */
final class SameMachine {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private SameMachine() {}

    static boolean asks(RequestHead request) {
        return request.remote() != null
                && request.remote().isLoopbackAddress()
                && !request.forwarded()
                && request.host() != null
                && isLoopback("//" + request.host())
                && (request.origin() == null || isLoopback(request.origin()));
    }

    private static boolean isLoopback(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
