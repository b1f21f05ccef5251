package io.drover.connection;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.cookie.CookieHandler;

/**
 * The cookies of a run: what a server sets goes back to that server (scheme, host and port) in the same run, and nowhere else. A
 * session belongs to who began it: one of another task would answer with that one's data. Thread-safe.
 *
 * <p>A route names it: {@code cookieHandler: "#runCookies"}. An exchange that belongs to no run has none.
 */
public final class RunCookies implements CookieHandler {
    private static final String PROPERTY = "DroverRunCookies";

    /** Lets an exchange carry the cookies of the run that begins with it. */
    public static void begin(Exchange exchange) {
        exchange.setProperty(PROPERTY, new ConcurrentHashMap<String, CookieManager>());
    }

    @Override
    public void storeCookies(Exchange exchange, URI address, Map<String, List<String>> headers) throws IOException {
        Optional<CookieManager> cookies = cookies(exchange, address);
        if (cookies.isPresent()) {
            cookies.get().put(address, headers);
        }
    }

    @Override
    public Map<String, List<String>> loadCookies(Exchange exchange, URI address) throws IOException {
        Optional<CookieManager> cookies = cookies(exchange, address);
        return cookies.isPresent() ? cookies.get().get(address, Map.of()) : Map.of();
    }

    @SuppressWarnings("unchecked") // nobody else sets it
    private static Optional<CookieManager> cookies(Exchange exchange, URI address) {
        return Optional.ofNullable((Map<String, CookieManager>) exchange.getProperty(PROPERTY))
                .map(all -> all.computeIfAbsent(
                        server(address), first -> new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER)));
    }

    private static String server(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    @Override
    public CookieStore getCookieStore(Exchange exchange) {
        throw new UnsupportedOperationException("there is one for each server");
    }

    @Override
    public void setCookiePolicy(CookiePolicy policy) {
        throw new UnsupportedOperationException("it is always that of a server for itself");
    }
}
