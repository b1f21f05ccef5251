package io.drover.connection;

import io.drover.connection.remote.Proxy;
import io.drover.connection.remote.Remotes;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** The proxy that a host is reached through, and who asks it: as its connection or the settings say, else as Java does. No server is given credentials by this. */
final class ProxyRoutes extends SystemDefaultRoutePlanner implements CredentialsProvider {
    private static final String WAY = "drover.way";

    private final CredentialsProvider ofJava = new SystemDefaultCredentialsProvider();

    /**
     * The way of a call.
     *
     * @param proxy that it goes through, or null
     * @param settings what the settings say of it; null when it is Java's
     */
    private record Way(HttpHost proxy, Proxy settings) {
        boolean isAskedFor(AuthScope scope) {
            return proxy != null
                    && proxy.getHostName().equalsIgnoreCase(scope.getHost())
                    && proxy.getPort() == scope.getPort();
        }
    }

    ProxyRoutes() {
        super(null, null);
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
        Transport transport = Transport.of(context);
        if (transport != null && context instanceof HttpClientContext call) {
            call.setUserToken(transport.identity()); // only calls with the same one share a network connection
        }
        Proxy own = transport == null ? null : transport.proxy();
        Proxy settings = own == null ? Remotes.proxy(target.getHostName(), target.getPort()) : own;
        HttpHost proxy = settings == null ? super.determineProxy(target, context) : settings.to(target.getHostName());
        context.setAttribute(WAY, new Way(proxy, settings));
        return proxy;
    }

    @Override
    public Credentials getCredentials(AuthScope scope, HttpContext context) {
        if (!(context.getAttribute(WAY) instanceof Way way) || !way.isAskedFor(scope)) {
            return null;
        }
        if (way.settings == null) {
            return ofJava.getCredentials(scope, context);
        }
        return way.settings.user().isEmpty()
                ? null
                : new UsernamePasswordCredentials(
                        way.settings.user(), way.settings.password().toCharArray());
    }
}
