package io.drover.http;

import io.drover.http.network.Connections;
import io.drover.http.network.TrustedProxies;
import io.drover.http.request.HttpLimits;
import io.drover.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.vertx.common.VertxHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What listens at the management port, in place of Camel's own server, which has no limits: so many connections, and none that is held
 * without being used. Camel's management puts its pages on the router that this registers. It has threads of its own: what is asked here
 * must be answered when the other server is full or stuck.
 */
final class ManagementService extends VertxPlatformHttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementService.class);
    private static final long SWEEP_MILLIS = 1_000;

    private final VertxPlatformHttpServerConfiguration configuration;
    private final Settings settings;
    private final HttpLimits limits;
    private final Handler<RoutingContext> guard;
    private Vertx vertx;
    private Router all;
    private HttpServer server;

    /** @param guard is asked before every page */
    ManagementService(
            CamelContext camel,
            VertxPlatformHttpServerConfiguration configuration,
            Settings settings,
            Handler<RoutingContext> guard) {
        super(configuration);
        this.configuration = configuration;
        this.settings = settings;
        this.limits = HttpLimits.ofManagement(settings);
        this.guard = guard;
        setCamelContext(camel);
    }

    @Override
    protected void doInit() {
        // Camel's would look for a Vert.x to share
    }

    @Override
    protected void doStart() throws Exception {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        all = Router.router(vertx);
        Router pages = Router.router(vertx);
        pages.route().order(Integer.MIN_VALUE).handler(guard);
        if (configuration.getAuthenticationConfig().isEnabled()) {
            configuration.getAuthenticationConfig().getEntries().forEach(entry -> pages.route(entry.getPath())
                    .handler(entry.createAuthenticationHandler(vertx)));
        }
        all.route(configuration.getPath() + "*").subRouter(pages);
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getPort());
        getCamelContext()
                .getRegistry()
                .bind(
                        name,
                        new VertxPlatformHttpRouter(
                                this, vertx, pages, name, VertxPlatformHttpRouter.SERVER_TYPE_MANAGEMENT));
        HttpServerOptions options = options();
        Promise<HttpServer> listening = Promise.promise();
        // All on one event loop, so that nothing of it needs a lock
        vertx.runOnContext(start -> listen(options).onComplete(listening));
        server = HttpService.await(listening.future());
        LOG.info("Listening on {}:{} for health and metrics", configuration.getBindHost(), server.actualPort());
    }

    private Future<HttpServer> listen(HttpServerOptions options) {
        Connections connections = new Connections(limits, TrustedProxies.of(settings));
        vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.sweep());
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    StrictDecoder.install((ConnectionBase) connection, options);
                    connections.opened(connection);
                })
                .requestHandler(request -> {
                    connections.requested(request);
                    all.handle(request);
                })
                .exceptionHandler(failure -> LOG.debug("a connection failed", failure))
                .listen(configuration.getBindPort(), configuration.getBindHost());
    }

    private HttpServerOptions options() throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                // HTTP/1.1 only: where HTTP/2 may follow, a connection that says nothing is not told of
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(limits.head().line())
                .setMaxHeaderSize(limits.head().lines())
                .setReuseAddress(true);
        SSLContextParameters tls = configuration.getSslContextParameters() != null
                ? configuration.getSslContextParameters()
                : configuration.isUseGlobalSslContextParameters()
                        ? getCamelContext().getSSLContextParameters()
                        : null;
        if (tls != null) {
            VertxHelper.setupSSLOptions(getCamelContext(), tls, options);
        }
        return options;
    }

    @Override
    public int getPort() {
        return server == null ? configuration.getBindPort() : server.actualPort();
    }

    @Override
    public HttpServer getServer() {
        return server;
    }

    @Override
    public Vertx getVertx() {
        return vertx;
    }

    @Override
    protected void doStop() {
        if (vertx != null) {
            HttpService.await(vertx.close());
            vertx = null;
            server = null;
        }
    }
}
