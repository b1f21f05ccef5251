package io.drover.connection;

import java.util.LinkedHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.entity.DeflateInputStreamFactory;
import org.apache.hc.client5.http.entity.GZIPInputStreamFactory;
import org.apache.hc.client5.http.entity.InputStreamFactory;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * The rules of every HTTP client that calls the outside, in {@link OutgoingCalls} and in routes, which name it as {@code
 * httpClientConfigurer: "#outgoingClient"}:
 *
 * <ul>
 *   <li>Whom to trust, what to show and by which proxy to go says the connection of the call ({@link Transport}), else the settings ({@link io.drover.connection.remote.Remotes}), else the system
 *       properties of Java, such as {@code javax.net.ssl.trustStore} and {@code https.proxyHost}.
 *   <li>Connections are shared, and nothing else is: no cookies ({@link RunCookies} keeps them for a run), no state of a connection,
 *       no authentication.
 *   <li>No request is sent again and no redirect followed by itself: whether and when that is done is up to the caller ({@link
 *       Attempts}).
 *   <li>The head of an answer comes in time, and its body can be broken off ({@link BoundedAnswers}).
 *   <li>An answer is from the server, whole, and in a compression that was asked for ({@link UsableAnswers}).
 * </ul>
 */
public final class OutgoingClient implements HttpClientConfigurer, HttpActivityListener {
    /** What is asked for, whatever else lies on the class path. */
    private static final LinkedHashMap<String, InputStreamFactory> DECODERS = decoders();

    private static final ProxyRoutes PROXIES = new ProxyRoutes();

    private final HttpClientConnectionManager connections;

    /** The rules, with the connections of all. */
    public OutgoingClient() {
        this(ConnectionPool.SHARED);
    }

    /** The rules, with connections that others must not use. */
    OutgoingClient(HttpClientConnectionManager connections) {
        this.connections = connections;
    }

    @SuppressWarnings("NonApiType") // HttpClientBuilder takes no other map
    private static LinkedHashMap<String, InputStreamFactory> decoders() {
        LinkedHashMap<String, InputStreamFactory> decoders = new LinkedHashMap<>();
        decoders.put("gzip", GZIPInputStreamFactory.getInstance());
        decoders.put("x-gzip", GZIPInputStreamFactory.getInstance());
        decoders.put("deflate", DeflateInputStreamFactory.getInstance());
        return decoders;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManager(connections)
                .setConnectionManagerShared(true)
                .useSystemProperties()
                .setRoutePlanner(PROXIES)
                .setDefaultCredentialsProvider(PROXIES)
                .setUserAgent("Drover")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setDefaultCookieSpecRegistry(name -> null) // their rules take a tenth of a second to be read
                .disableConnectionState()
                .disableAuthCaching()
                .setContentDecoderRegistry(DECODERS)
                .addExecInterceptorFirst("bounded-answers", new BoundedAnswers())
                .addExecInterceptorAfter(ChainElement.COMPRESS.name(), "usable-answers", new UsableAnswers());
    }

    /** Nothing: that there is one makes camel-http tell the client which exchange a call belongs to, and so which {@link Transport}. */
    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {}

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity entity, long elapsed) {}
}
