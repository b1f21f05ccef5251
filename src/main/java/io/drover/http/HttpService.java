package io.drover.http;

import io.drover.http.network.Connections;
import io.drover.http.network.TrustedProxies;
import io.drover.http.request.HttpLimits;
import io.drover.http.tls.RenewableKey;
import io.drover.http.tls.Tls;
import io.drover.http.upload.UploadCheck;
import io.drover.http.upload.UploadSpool;
import io.drover.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded server. Camel's engine mounts the routes on the router that this registers, as it does with the server of Camel's
 * that this one stands in for; nothing else is used of that one.
 */
final class HttpService extends VertxPlatformHttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    private static final long SWEEP_MILLIS = 1_000;
    private static final long RENEWAL_MILLIS = 2_000;
    /** Routes may run jobs, for hours; the event loop may not. */
    private static final long WORKER_WARNING_HOURS = 24;

    private final Settings settings;
    private final AdmissionControl gate;
    private final OwnOperations own;
    private final Supplier<Optional<String>> unavailable;
    private final HttpLimits limits;
    private final String host;
    private final int port;
    private final Optional<Tls> tls;
    private Vertx vertx;
    private RenewableKey key;
    private HttpServer server;
    private Routing routing;
    private UploadSpool spool;
    private RequestPipeline entry;
    private volatile UploadCheck uploadCheck = head -> Long.MAX_VALUE;

    HttpService(
            CamelContext camel,
            Settings settings,
            AdmissionControl gate,
            OwnOperations own,
            Supplier<Optional<String>> unavailable) {
        super(configuration(settings));
        this.unavailable = unavailable;
        this.settings = settings;
        this.gate = gate;
        this.own = own;
        this.limits = HttpLimits.of(settings);
        this.host = settings.get("camel.server.host");
        this.port = settings.number("camel.server.port");
        this.tls = Tls.of(settings);
        setCamelContext(camel);
    }

    private static VertxPlatformHttpServerConfiguration configuration(Settings settings) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(settings.get("camel.server.host"));
        configuration.setBindPort(settings.number("camel.server.port"));
        return configuration;
    }

    @Override
    protected void doInit() {
        // By its port Camel's engine finds the router below, long before anything listens
        getCamelContext().getRegistry().bind("drover-http", configuration(settings));
        HttpEngine engine = new HttpEngine(own);
        engine.setCamelContext(getCamelContext());
        getCamelContext()
                .getRegistry()
                .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, PlatformHttpEngine.class, engine);
    }

    @Override
    protected void doStart() {
        vertx = Vertx.vertx(new VertxOptions()
                .setWorkerPoolSize(settings.number("drover.http.threads"))
                .setMaxWorkerExecuteTimeUnit(TimeUnit.HOURS)
                .setMaxWorkerExecuteTime(WORKER_WARNING_HOURS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        key = tls.map(certificate -> new RenewableKey(certificate.load(vertx))).orElse(null);
        Path uploads = settings.path("drover.data").resolve("spool/uploads");
        spool = new UploadSpool(vertx, uploads);
        routing = new Routing(vertx, limits, uploads);
        entry = new RequestPipeline(
                vertx,
                new RequestPipeline.Addresses(routing.paths(), new BaseUrls(settings)),
                new RequestHeads(limits.head()),
                gate,
                new RequestPipeline.Readiness(getCamelContext()::isStopping, unavailable),
                new UploadIntake(
                        vertx,
                        limits,
                        own,
                        new UploadIntake.Uploads(head -> uploadCheck.most(head), spool),
                        routing::accept));
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        getCamelContext()
                .getRegistry()
                .bind(
                        name,
                        new VertxPlatformHttpRouter(
                                this, vertx, routing.router("/"), name, VertxPlatformHttpRouter.SERVER_TYPE_SERVER) {
                            @Override
                            public Route route(String path) {
                                return routing.router(path).route(path);
                            }

                            @Override
                            public Handler<RoutingContext> bodyHandler() {
                                return routing::readBody;
                            }
                        });
    }

    void checkUploads(UploadCheck check) {
        uploadCheck = check;
    }

    void open() {
        Promise<HttpServer> listening = Promise.promise();
        // All on one event loop, so that nothing of it needs a lock
        vertx.runOnContext(start -> listen().onComplete(listening));
        server = await(listening.future());
        LOG.info("Listening on {}:{}", host, port);
    }

    private Future<HttpServer> listen() {
        Connections connections = new Connections(limits, TrustedProxies.of(settings));
        HttpServerOptions options = options();
        vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.sweep());
        tls.ifPresent(certificate -> vertx.setPeriodic(RENEWAL_MILLIS, tick -> renew(certificate)));
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    StrictDecoder.install((ConnectionBase) connection, options);
                    connections.opened(connection);
                })
                .requestHandler(request -> {
                    connections.requested(request);
                    entry.handle(request);
                })
                .invalidRequestHandler(request -> {
                    connections.requested(request);
                    entry.refuseInvalid(request);
                })
                .exceptionHandler(failure -> LOG.debug("a connection failed", failure))
                .listen(port, host);
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions();
        if (key != null) {
            options.setSsl(true)
                    .setKeyCertOptions(KeyCertOptions.wrap(key))
                    .setEnabledSecureTransportProtocols(Tls.PROTOCOLS)
                    .setSslHandshakeTimeout(limits.times().head())
                    .setSslHandshakeTimeoutUnit(TimeUnit.NANOSECONDS);
        }
        return options.setHttp2ClearTextEnabled(false) // HTTP/1.1 only: one protocol, one set of limits
                .setMaxInitialLineLength(limits.head().line())
                .setMaxHeaderSize(limits.head().lines())
                .setReuseAddress(true);
    }

    /** Certificates are renewed every few weeks; nobody should have to think of Drover then. */
    private void renew(Tls certificate) {
        vertx.executeBlocking(
                        () -> {
                            boolean changed = certificate.hasChanged();
                            if (changed) {
                                key.renew(certificate.load(vertx));
                            }
                            return changed;
                        },
                        true)
                .onSuccess(changed -> {
                    if (changed) {
                        LOG.info("New connections are shown the renewed certificate");
                    }
                })
                .onFailure(failure ->
                        LOG.error("The certificate was renewed, but stays the old one: {}", failure.getMessage()));
    }

    /** Waits for the end of something; never on an event loop. */
    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the HTTP server: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    protected void doStop() {
        if (server != null) {
            await(server.close());
            server = null;
        }
        if (vertx != null) {
            await(vertx.close());
            vertx = null;
        }
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
    public int getPort() {
        return port;
    }
}
