package io.drover.addin.web;

import io.drover.addin.TaskWork;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.cookie.CookieHandler;

/**
 * The cookies of a task: what a server sets goes back to that server (scheme, host and port) in the same run, and nowhere else. A
 * session belongs to who began it: one of another task would answer with that one's data. Thread-safe.
 */
public final class RunCookies implements CookieHandler {
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

    private static Optional<CookieManager> cookies(Exchange exchange, URI address) {
        return TaskWork.find(exchange).map(work -> work.cookies(server(address)));
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
