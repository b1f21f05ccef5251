package io.drover.http.network;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where a request comes from: the peer, or what trusted proxies say of the client before them. */
public final class ClientAddress {
    private final TrustedProxies proxies;

    public ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The nearest address that is not a trusted proxy's: what stands before it in the header, anybody may have written. */
    public String of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        if (!isProxy(peer)) {
            return peer;
        }
        List<String> path = Arrays.asList(
                String.join(",", request.headers().getAll("X-Forwarded-For")).split(","));
        Collections.reverse(path);
        for (String hop : path) {
            Optional<InetAddress> address = IpAddress.of(hop.strip());
            if (address.isEmpty()) {
                return peer;
            }
            if (!proxies.contains(address.get())) {
                return address.get().getHostAddress();
            }
        }
        return peer;
    }

    private boolean isProxy(String address) {
        return IpAddress.of(address).filter(proxies::contains).isPresent();
    }
}
