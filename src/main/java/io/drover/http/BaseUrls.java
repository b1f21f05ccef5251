package io.drover.http;

import io.drover.http.network.ClientAddress;
import io.drover.http.network.TrustedProxies;
import io.drover.settings.Settings;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How clients reach this server: what is configured, else what a trusted proxy says, else what the request says of itself.
 * Thread-safe.
 */
final class BaseUrls {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");
    private static final Pattern PUBLIC = Pattern.compile("https?://" + HOST.pattern() + "(/[A-Za-z0-9_.~/-]*)?");

    private final String configured;
    private final TrustedProxies proxies;
    private final ClientAddress clients;
    private final String scheme;
    private final String own;

    /** @throws IllegalArgumentException when a setting is wrong */
    BaseUrls(Settings settings) {
        this.configured = publicUrl(settings);
        this.proxies = TrustedProxies.of(settings);
        this.clients = new ClientAddress(proxies);
        this.own = HttpServerFactory.url(settings);
        this.scheme = own.substring(0, own.indexOf(':'));
        if (scheme.equals("https") && configured.startsWith("http:")) {
            throw new IllegalArgumentException(
                    "drover.http.public-url is " + configured + ", while drover.tls.certificate is set; make it https");
        }
    }

    /**
     * What is configured, without a slash at its end; may be empty.
     *
     * @throws IllegalArgumentException when it is no such URL
     */
    static String publicUrl(Settings settings) {
        String url = settings.get("drover.http.public-url").replaceAll("/+$", "");
        if (!url.isEmpty() && !PUBLIC.matcher(url).matches()) {
            throw new IllegalArgumentException("drover.http.public-url is '" + url
                    + "'; it must be a URL such as https://drover.example.com, without query");
        }
        return url;
    }

    /** Whether a Host header is one: it ends up in URLs that clients call. */
    static boolean isHost(String host) {
        return HOST.matcher(host).matches();
    }

    /** Where a request comes from. */
    String client(HttpServerRequest request) {
        return clients.of(request);
    }

    String of(HttpServerRequest request) {
        if (!configured.isEmpty()) {
            return configured;
        }
        String host = request.getHeader("Host");
        return isFromProxy(request)
                ? forwarded(request, host)
                : host == null ? own : scheme + "://" + withoutDefaultPort(scheme, host);
    }

    private boolean isFromProxy(HttpServerRequest request) {
        try {
            return proxies.contains(
                    InetAddress.getByName(request.remoteAddress().hostAddress()));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** RFC 7239 goes before the headers that were there earlier. Of several proxies the first saw the client. */
    private String forwarded(HttpServerRequest request, String host) {
        String standard = first(request.getHeader("Forwarded"));
        String proto = part(standard, "proto", first(request.getHeader("X-Forwarded-Proto")));
        String seen = part(standard, "host", first(request.getHeader("X-Forwarded-Host")));
        String port = first(request.getHeader("X-Forwarded-Port"));
        String outside = scheme.equals("https") || proto.equalsIgnoreCase("https") ? "https" : "http";
        String name = isHost(seen) ? seen : host == null ? own.substring(own.indexOf("//") + 2) : host;
        if (port.matches("[0-9]{1,5}")) {
            name = name.replaceFirst(":[0-9]+$", "") + ":" + port;
        }
        return outside + "://" + withoutDefaultPort(outside, name);
    }

    private static String first(String values) {
        return values == null ? "" : values.split(",", 2)[0].trim();
    }

    private static String part(String forwarded, String name, String otherwise) {
        Matcher part =
                Pattern.compile("(?i)(?:^|;)\\s*" + name + "=\"?([^\";]+)\"?").matcher(forwarded);
        return part.find() ? part.group(1) : otherwise;
    }

    private static String withoutDefaultPort(String scheme, String host) {
        String port = scheme.equals("https") ? ":443" : ":80";
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
