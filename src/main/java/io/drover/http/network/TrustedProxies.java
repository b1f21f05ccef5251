package io.drover.http.network;

import io.drover.settings.Settings;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** The proxies that are configured: what they say of a request is believed, and they speak for many clients. */
public record TrustedProxies(List<Network> networks) {

    /**
     * The proxies that the settings name.
     *
     * @throws IllegalArgumentException when the setting is wrong
     */
    public static TrustedProxies of(Settings settings) {
        return new TrustedProxies(
                Stream.of(settings.get("drover.http.trusted-proxies").split(",", -1))
                        .map(String::trim)
                        .filter(network -> !network.isEmpty())
                        .map(Network::of)
                        .toList());
    }

    public boolean contains(InetAddress peer) {
        return networks.stream().anyMatch(network -> network.contains(peer));
    }
}
