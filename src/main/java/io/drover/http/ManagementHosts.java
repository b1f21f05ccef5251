package io.drover.http;

import io.drover.http.network.IpAddress;
import io.drover.security.LocalRequest;
import io.drover.settings.Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which hosts the management port may be asked for. Health and metrics need no token there, so that a page of somebody who has
 * bound a name of his own to its address (DNS rebinding) would read them: that name betrays him, an address cannot be rebound.
 *
 * @param names in lower case, which the operator has listed or which clients reach Drover by
 * @param addresses whether any address will do: the port listens for other machines
 */
record ManagementHosts(Set<String> names, boolean addresses) {
    static final String NAMES = "drover.management.names";

    /** @throws IllegalArgumentException when a setting is wrong */
    static ManagementHosts of(Settings settings) {
        Stream<String> listed = Stream.of(settings.get(NAMES).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(ManagementHosts::checked);
        Stream<String> known =
                Stream.ofNullable(URI.create(BaseUrls.publicUrl(settings)).getHost());
        return new ManagementHosts(
                Stream.concat(listed, known)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                !ListenAddress.of(settings, "camel.management.host").isLoopbackAddress());
    }

    private static String checked(String name) {
        if (!BaseUrls.isHost(name) || !withoutPort(name).equals(name)) {
            throw new IllegalArgumentException(
                    NAMES + " has '" + name
                            + "'; it must have names of hosts such as drover.example.com, without ports, with commas between them");
        }
        return name;
    }

    /** @param host as a Host header has it, with a port or without */
    boolean has(String host) {
        String name = withoutPort(host.toLowerCase(Locale.ROOT));
        if (LocalRequest.isNamed(name) || names.contains(name)) {
            return true;
        }
        return IpAddress.of(name)
                .filter(address -> addresses || address.isLoopbackAddress())
                .isPresent();
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]+$", "");
    }
}
