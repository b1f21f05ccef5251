package io.drover.connection;

import io.drover.connection.remote.Certificates;
import io.drover.connection.remote.Remotes;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections that are kept for the next call to the same server. Their sockets are those of channels: whoever is interrupted while it
 * waits for the other side stops waiting, which a plain socket does not know.
 */
final class ConnectionPool extends PoolingHttpClientConnectionManagerBuilder {
    /** So many to one server; who needs one more waits for it. */
    private static final int MOST_TO_A_SERVER = 100;

    private static final int MOST = 1_000;

    /** The connections of all callers, with the certificates and authorities of Java. */
    static final PoolingHttpClientConnectionManager SHARED = of(SystemDefaultDnsResolver.INSTANCE);

    private ConnectionPool() {}

    /**
     * Connections of their own, to servers that Java trusts.
     *
     * @param names finds the addresses of hosts
     */
    static PoolingHttpClientConnectionManager of(DnsResolver names) {
        return of(names, KnownTrust::upgrade);
    }

    /**
     * Connections of their own.
     *
     * @param names finds the addresses of hosts
     * @param tls whom they trust
     */
    static PoolingHttpClientConnectionManager of(DnsResolver names, TlsSocketStrategy tls) {
        return new ConnectionPool()
                .setDnsResolver(names)
                .setTlsSocketStrategy(tls)
                .setMaxConnPerRoute(MOST_TO_A_SERVER)
                .setMaxConnTotal(MOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.DISABLED) // what bounds a call bounds its connecting, too
                        // A server may have closed what was kept, or be another one since; a call is not repeated
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build();
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
        Lookup<TlsSocketStrategy> secured = RegistryBuilder.<TlsSocketStrategy>create()
                .register(URIScheme.HTTPS.id, tls)
                .build();
        return new DefaultHttpClientConnectionOperator(proxy -> socket(), ports, names, secured) {
            @Override
            protected void onAfterSocketConnect(HttpContext context, HttpHost endpointHost) {
                Transport transport = Transport.of(context);
                if (transport != null && transport.steps() != null) {
                    transport.steps().connected();
                }
            }
        };
    }

    private static Socket socket() throws IOException {
        return SocketChannel.open().socket();
    }

    /**
     * The certificates, authorities and the key of this side that the call's connection or the settings name, else those that Java has, which are read for the first
     * call that needs them.
     */
    private static final class KnownTrust {
        private static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createSystemDefault();

        static SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
                throws IOException {
            Transport transport = Transport.of(context);
            boolean toProxy = transport != null && transport.isProxy(target, port);
            Certificates own = transport == null || toProxy ? null : transport.certificates();
            Certificates certificates = own == null ? Remotes.certificates(target, port) : own;
            TlsSocketStrategy strategy =
                    certificates == null ? STRATEGY : new DefaultClientTlsStrategy(certificates.context());
            SSLSocket secured = strategy.upgrade(socket, target, port, attachment, context);
            if (transport != null && transport.steps() != null && !toProxy) {
                transport.steps().secured(secured.getSession());
            }
            return secured;
        }
    }
}
