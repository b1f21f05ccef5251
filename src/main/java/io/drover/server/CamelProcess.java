package io.drover.server;

import io.drover.deploy.control.RouteCounts;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.deploy.endpoint.FolderwiseFtp;
import io.drover.deploy.endpoint.FolderwiseFtps;
import io.drover.deploy.endpoint.FolderwiseSftp;
import io.drover.deploy.log.RouteLogs;
import io.drover.deploy.route.context.EarlyTriggers;
import io.drover.deploy.route.context.ExternalValueFunction;
import io.drover.deploy.route.context.PollFailures;
import io.drover.deploy.route.context.RouteGuards;
import io.drover.http.HttpServerFactory;
import io.drover.server.Server.Mode;
import io.drover.server.tools.CamelCommandLine;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel Main as a server has it: made with what the rooms and routes need, started, watched, stopped. */
final class CamelProcess {
    private final Main main = new RoutelessMain();
    private final CamelStop stop = new CamelStop(main);
    private final CamelWatch watch = new CamelWatch();
    private RouteCounts counts;

    /**
     * Makes the context, in which nothing runs yet.
     *
     * @param http the server that stands in for Camel's; without it there is none
     */
    CamelContext init(
            Settings settings, Mode mode, Store store, EndpointWatch endpoints, Optional<HttpServerFactory> http)
            throws Exception {
        MainSettings.apply(main, settings, mode);
        main.bind("cliConnectorFactory", CamelCommandLine.of(settings, mode == Mode.SERVE, watch::ask));
        http.ifPresent(factory -> main.bind("httpServer", factory)); // before Camel makes its own
        store.dataSources().forEach(main::bind); // before the beans and components of the settings, which may name them
        Map.of(
                        "sftp", new FolderwiseSftp(endpoints),
                        "ftp", new FolderwiseFtp(endpoints),
                        "ftps", new FolderwiseFtps(endpoints))
                .forEach((scheme, component) -> main.bind(scheme + "-component", component));
        main.init();
        CamelContext camel = main.getCamelContext();
        camel.getExecutorServiceManager().setThreadPoolFactory(new EnduringThreadPoolFactory());
        ExternalValueFunction.addTo(camel);
        RouteGuards.addTo(camel);
        PollFailures.addTo(camel);
        RouteLogs.addTo(camel);
        counts = RouteCounts.of(camel);
        EarlyTriggers.addTo(camel);
        return camel;
    }

    /** Starts Camel, and begins to watch that nobody else stops it. */
    void start() throws Exception {
        main.start();
        requireStarted();
        context().addLifecycleStrategy(watch);
    }

    /** Who may veto the start of a context need not say so: Camel is silent then, and starts nothing. */
    private void requireStarted() {
        if (context().isVetoStarted() || !context().isStarted()) {
            throw new ServerStartException(
                    "Camel does not start: a jar in lib/ or a bean of the settings (camel.beans...) does not let it",
                    null);
        }
    }

    /** What the routes have done; there after {@link #init}. */
    RouteCounts counts() {
        return counts;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** See {@link CamelWatch#awaitEnd}. */
    boolean awaitEnd() throws InterruptedException {
        return watch.awaitEnd();
    }

    /** To be called before {@link #stop}. */
    void expectStop() {
        watch.expectStop();
    }

    /** See {@link CamelStop#stop}. */
    void stop(TimeBudget deadline) {
        stop.stop(deadline);
    }

    /** See {@link CamelStop#shutdown}. */
    void shutdown() {
        stop.shutdown();
    }
}
