package io.drover.connection.remote;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;

/**
 * A proxy, and who asks it.
 *
 * @param host null when servers are reached directly
 * @param user empty when the proxy lets everybody through
 * @param password of the user
 * @param except the hosts that are reached directly all the same
 */
public record Proxy(HttpHost host, String user, String password, List<String> except) {
    private static final String DIRECT = "none";

    static Proxy of(String setting, String url, String user, String password, String except) {
        List<String> hosts = Arrays.stream(except.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .toList();
        return new Proxy(url.equals(DIRECT) ? null : host(setting, url), user, password, hosts);
    }

    /**
     * That of a connection, which all its calls go through.
     *
     * @param url its address with a port, or none
     * @throws IllegalArgumentException when it is no such address; the message does not have it, as it may have a password
     */
    public static Proxy of(String url, String user, String password) {
        HttpHost host = url.equals(DIRECT) ? null : parsed(url);
        if (host == null && !url.equals(DIRECT)) {
            throw new IllegalArgumentException(
                    "must be the address of a proxy with its port, such as http://proxy.example.com:3128, or none; who asks"
                            + " it say proxyUser and proxyPassword");
        }
        return new Proxy(host, user, password, List.of());
    }

    private static HttpHost host(String setting, String url) {
        HttpHost host = parsed(url);
        if (host == null) {
            throw wrong(setting);
        }
        return host;
    }

    /** Null when it is none. */
    private static HttpHost parsed(String url) {
        try {
            URI uri = URI.create(url.contains("://") ? url : "http://" + url);
            boolean plain = uri.getHost() != null
                    && uri.getPort() > 0
                    && List.of("http", "https").contains(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            if (plain) {
                return new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
            }
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The value may have a password. */
    private static IllegalArgumentException wrong(String setting) {
        return new IllegalArgumentException(
                "the setting " + setting + " must be the address of a proxy with its port, such as"
                        + " http://proxy.example.com:3128, or none; who asks it say " + setting + ".user and " + setting
                        + ".password");
    }

    /** The proxy for a host; null when it is reached directly. */
    public HttpHost to(String target) {
        return except.stream().anyMatch(pattern -> HostPattern.matches(pattern, target)) ? null : host;
    }
}
