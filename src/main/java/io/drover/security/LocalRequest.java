package io.drover.security;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request comes from this machine, as far as can be seen: a stock proxy in front of it is not seen. A page of someone else
 * betrays itself by its Origin, or by the name that it has bound to loopback in the Host header.
 */
public final class LocalRequest {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private LocalRequest() {}

    public static boolean asks(RequestHead request) {
        return request.sender().remote() != null
                && request.sender().remote().isLoopbackAddress()
                && !request.sender().forwarded()
                && request.site().host() != null
                && isLoopback("//" + request.site().host())
                && (request.site().origin() == null || isLoopback(request.site().origin()));
    }

    /** Whether a host, without a port, is this machine by its very name. */
    public static boolean isNamed(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static boolean isLoopback(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null && isNamed(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
