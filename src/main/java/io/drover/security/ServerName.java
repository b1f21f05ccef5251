package io.drover.security;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of a base URL that says which server it is: host, port, and the path before Drover's own where a proxy gives it one.
 * Clients write their audience with and without a slash at the end, with the prefix of installations on premises, and with the
 * scheme that they see before a proxy.
 */
public record ServerName(String host, int port, String path) {
    private static final String ON_PREMISES = "/namespaces/axsf";
    private static final String SPN = "spn:";

    /** The server that a URL names; empty when it names none. */
    public static Optional<ServerName> of(String url) {
        if (url == null) {
            return Optional.empty();
        }
        String text = url.strip();
        if (text.regionMatches(true, 0, SPN, 0, SPN.length())) {
            text = text.substring(SPN.length());
        }
        try {
            URI uri = URI.create(text);
            boolean https = "https".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() == null || !(https || "http".equalsIgnoreCase(uri.getScheme()))) {
                return Optional.empty();
            }
            String path = uri.getPath().replaceAll("/+$", "").toLowerCase(Locale.ROOT);
            String base = path.endsWith(ON_PREMISES) ? path.substring(0, path.length() - ON_PREMISES.length()) : path;
            boolean whole = uri.getRawQuery() == null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            int standard = https ? 443 : 80;
            int port = uri.getPort() == standard ? -1 : uri.getPort();
            return whole
                    ? Optional.of(new ServerName(uri.getHost().toLowerCase(Locale.ROOT), port, base))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
