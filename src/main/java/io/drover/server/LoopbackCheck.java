package io.drover.server;

import io.drover.http.ListenAddress;
import io.drover.security.gate.Gate;
import io.drover.settings.Settings;
import java.net.InetAddress;

/** Refuses to listen where other machines reach what needs no token. */
final class LoopbackCheck {
    private LoopbackCheck() {}

    static void require(Settings settings) {
        address(settings, "camel.management.host"); // may be any: ManagementGuard decides who asks there for what
        if (Gate.isMachineOpen(settings)) {
            requireNoOthers(settings, "drover.http.public-url");
            requireNoOthers(settings, "drover.http.trusted-proxies");
        }
        if (!address(settings, "camel.server.host").isLoopbackAddress() && Gate.isMachineOpen(settings)) {
            throw new ServerStartException(
                    "camel.server.host is " + settings.get("camel.server.host")
                            + ", which other machines reach, while drover.api.loopback is open: set drover.api.loopback ="
                            + " closed and make applications for those who ask ('drover app add NAME --role operator'), or"
                            + " listen on 127.0.0.1",
                    null);
        }
    }

    /** These settings say that others come here, through a proxy on this machine perhaps: from loopback, as its people do. */
    private static void requireNoOthers(Settings settings, String key) {
        if (!settings.get(key).isBlank()) {
            throw new ServerStartException(
                    key + " is " + settings.get(key) + ", so that others come here, while drover.api.loopback is open:"
                            + " set drover.api.loopback = closed and make applications for those who ask ('drover app add"
                            + " NAME --role operator'), or remove " + key,
                    null);
        }
    }

    private static InetAddress address(Settings settings, String key) {
        try {
            return ListenAddress.of(settings, key);
        } catch (IllegalArgumentException e) {
            throw new ServerStartException(e.getMessage(), e);
        }
    }
}
