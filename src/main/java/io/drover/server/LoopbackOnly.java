package io.drover.server;

import io.drover.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Refuses to listen on addresses that other machines reach: there is no authentication yet. */
final class LoopbackOnly {
    private LoopbackOnly() {}

    static void require(Settings settings) {
        for (String key : List.of("camel.server.host", "camel.management.host")) {
            String host = settings.get(key);
            try {
                if (!InetAddress.getByName(host).isLoopbackAddress()) {
                    throw new ServerStartException(
                            key + " is " + host
                                    + ": only loopback addresses such as 127.0.0.1 are accepted, since the API has"
                                    + " no authentication yet. Put a reverse proxy that authenticates in front of it",
                            null);
                }
            } catch (UnknownHostException e) {
                throw new ServerStartException(key + " is " + host + ", which is no address of this machine", e);
            }
        }
    }
}
