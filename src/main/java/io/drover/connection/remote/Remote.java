package io.drover.connection.remote;

import java.util.List;

/**
 * A connection of the settings: what counts for some hosts.
 *
 * @param hosts patterns, some with a port; none for what counts for all others
 * @param proxy null when the settings name none: then Java's counts
 * @param certificates whom to trust, and what to show
 */
record Remote(List<String> hosts, Proxy proxy, Certificates certificates) {
    boolean has(String host, int port) {
        return hosts.stream().anyMatch(pattern -> {
            int colon = pattern.lastIndexOf(':');
            boolean withPort = colon > 0 && pattern.indexOf(':') == colon;
            return withPort
                    ? pattern.substring(colon + 1).equals(String.valueOf(port))
                            && HostPattern.matches(pattern.substring(0, colon), host)
                    : HostPattern.matches(pattern, host);
        });
    }
}
