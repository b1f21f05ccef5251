package io.drover.server;

import io.drover.api.ApiOperations;
import io.drover.api.Implementations;
import io.drover.api.Operations;
import io.drover.connection.remote.Remotes;
import io.drover.connector.UploadChecks;
import io.drover.definition.Catalog;
import io.drover.deploy.Deployments;
import io.drover.deploy.Deployments.Extent;
import io.drover.deploy.Startup;
import io.drover.deploy.control.RouteCounts;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.deploy.endpoint.FolderwiseFtp;
import io.drover.deploy.endpoint.FolderwiseFtps;
import io.drover.deploy.endpoint.FolderwiseSftp;
import io.drover.deploy.log.RouteLogs;
import io.drover.deploy.route.EarlyTriggers;
import io.drover.deploy.route.ExternalValueFunction;
import io.drover.deploy.route.RouteGuards;
import io.drover.http.HttpServerFactory;
import io.drover.job.Jobs;
import io.drover.job.inbox.SettledReadLock;
import io.drover.job.run.ExecutionListener;
import io.drover.queue.CleanUp;
import io.drover.queue.QueueRuns;
import io.drover.security.Caller;
import io.drover.security.application.Applications;
import io.drover.security.gate.Gate;
import io.drover.security.gate.MachineToken;
import io.drover.security.token.OwnKeys;
import io.drover.settings.Settings;
import io.drover.settings.log.LogLevels;
import io.drover.settings.log.OwnLogback;
import io.drover.store.Store;
import io.drover.store.ledger.Claims;
import io.drover.store.ledger.Delivery;
import io.drover.task.NotificationWorkers;
import io.drover.task.Tasks;
import io.drover.task.definition.TaskDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the rooms together: database, Camel, jobs, tasks, files; starts them in that order and stops them in reverse.
 *
 * <pre>{@code
 * try (Server server = Server.start(settings, Mode.SERVE)) {
 *     server.operations().run("Products", file);
 * }
 * }</pre>
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    /** How long between two words on the console about a start that takes long. */
    private static final Duration TELL = Duration.ofSeconds(5);

    private final Settings settings;
    private final Mode mode;
    private final ServerData data;
    private final Store store;
    private final Main main = new Main();
    private final CamelStop camelStop = new CamelStop(main);
    private final Catalog catalog = new Catalog();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CamelWatch camelWatch = new CamelWatch();
    private Applications applications;
    private Optional<MachineToken> machine = Optional.empty();
    private HttpServerFactory http;
    private Jobs jobs;
    private Tasks tasks;
    private QueueRuns queueRuns;
    private QueueMetrics queueMetrics;
    private NotificationWorkers notificationWorkers;
    private Deployments deployments;
    private Rooms rooms;
    private Implementations implementations;
    private LeaseWatch leaseWatch;
    private Startup startup;

    /** What a server is started for. */
    public enum Mode {
        /** To serve: tasks tick, inboxes are read, HTTP answers. */
        SERVE,
        /** For one command: nothing happens but what is asked for. */
        COMMAND,
        /** For a test of routes: they run, HTTP answers and queues are processed, but tasks and inboxes wait until they are asked. */
        TEST;

        /** Whether all routes run, those of users too. */
        boolean runsRoutes() {
            return this != COMMAND;
        }

        private Extent extent() {
            return this == SERVE ? Extent.ALL : this == TEST ? Extent.ROUTES : Extent.ADD_INS;
        }
    }

    private Server(Settings settings, Mode mode) {
        Remotes.use(settings);
        this.settings = settings;
        this.mode = mode;
        this.data = ServerData.open(settings);
        this.store = data.store();
    }

    /**
     * Starts a server.
     *
     * @throws io.drover.store.StoreException when the database cannot be opened, with the reason in one line
     * @throws ServerStartException when anything else keeps it from starting
     */
    public static Server start(Settings settings, Mode mode) {
        return start(settings, mode, camel -> {});
    }

    /**
     * Starts a server as {@link #start(Settings, Mode)} does.
     *
     * @param prepare what is done to Camel before the first route comes into it
     */
    public static Server start(Settings settings, Mode mode, Consumer<CamelContext> prepare) {
        LoopbackCheck.require(settings);
        Server server = new Server(settings, mode);
        try {
            server.start(prepare);
            return server;
        } catch (Exception e) {
            server.close();
            throw ServerStartException.of(e);
        }
    }

    private void start(Consumer<CamelContext> prepare) throws Exception {
        LogLevels.apply(settings);
        startup = new Startup();
        if (mode.runsRoutes()) {
            OwnLogback.complete();
            FreePorts.require(settings);
            startup.tell(TELL);
        }
        new Claims(store).releaseOwn();
        applications = new Applications(settings, store);
        applications.completeIssuers();
        OwnKeys keys = new OwnKeys(settings, store);
        MainSettings.apply(main, settings, mode);
        if (mode.runsRoutes()) {
            // Before Camel makes its own
            machine = MachineToken.begin(settings);
            http = new HttpServerFactory(
                    settings,
                    new Gate(settings, keys, applications, machine, ApiOperations::access),
                    new RoomOperations(),
                    this::unavailable);
            main.bind("httpServer", http);
        }
        store.dataSources().forEach(main::bind); // before the beans and components of the settings, which may name them
        EndpointWatch endpoints = new EndpointWatch(settings);
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
        RouteLogs.addTo(camel);
        RouteCounts counts = RouteCounts.of(camel);
        EarlyTriggers.addTo(camel);
        SettledReadLock settled = new SettledReadLock(settings);
        Rooms.Base base = new Rooms.Base(settings, mode, store, catalog);
        jobs = new Jobs(
                catalog, store, settings, listeners(camel), task -> TaskDefinition.parameters(task, catalog.current()));
        Rooms.Tasking tasking = Rooms.Tasking.of(base, camel, this::runWaiting);
        tasks = tasking.tasks();
        Rooms.Queueing queueing = Rooms.Queueing.of(base, jobs);
        queueRuns = queueing.runs();
        deployments = new Deployments(
                camel, settings, catalog, new Deployments.Ticking(tasks, queueing.recurrences()), endpoints, startup);
        rooms = new Rooms(base, new Rooms.Access(applications, keys), jobs, tasking, queueing, deployments);
        jobs.inboxes().recover();
        implementations = new ServerOperations(rooms, camel, counts).implementations();
        RouteBeans.bind(camel, rooms, implementations, settled, endpoints, startup);
        main.start();
        requireStarted(camel);
        camel.addLifecycleStrategy(camelWatch);
        leaseWatch = new LeaseWatch(store);
        leaseWatch.start();
        prepare.accept(camel);
        deployments.start(mode.extent(), this::listen);
        if (mode == Mode.SERVE) {
            notificationWorkers =
                    new NotificationWorkers(tasking.notifications(), tasking.watch(), settings, Clock.systemUTC());
            notificationWorkers.start();
            startup.ends();
            new RunFile(settings.path("drover.data")).write(url());
            data.closeToOthers();
        }
        startup.ends();
    }

    /** Who may veto the start of a context need not say so: Camel is silent then, and starts nothing. */
    private static void requireStarted(CamelContext camel) {
        if (camel.isVetoStarted() || !camel.isStarted()) {
            throw new ServerStartException(
                    "Camel does not start: a jar in lib/ or a bean of the settings (camel.beans...) does not let it",
                    null);
        }
    }

    /** Why the API cannot answer now; before the start has ended, it would say what is not so. */
    private Optional<String> unavailable() {
        Optional<String> stage = startup.stage();
        return stage.isPresent()
                ? stage.map(now -> "Drover is starting: " + now + ".")
                : store.isAway() ? Optional.of("Drover's database does not answer.") : Optional.empty();
    }

    private void listen() {
        if (mode.runsRoutes()) {
            queueRuns.start();
            queueMetrics = new QueueMetrics(
                    rooms.queueing().monitor(),
                    () -> main.getCamelContext().getRegistry().findSingleByType(MeterRegistry.class));
            queueMetrics.start();
            new CleanUp(settings, catalog, store, rooms.queueing().payloads())
                    .schedule(main.getCamelContext().getExecutorServiceManager());
            http.checkUploads(
                    new UploadChecks(settings, catalog, store, rooms.queueing().payloads()));
            http.open();
        }
    }

    private List<ExecutionListener> listeners(CamelContext camel) {
        List<ExecutionListener> listeners = new ArrayList<>();
        if (mode.runsRoutes()) {
            listeners.add(new ExecutionLog());
        }
        listeners.add(new ExecutionMetrics(() -> camel.getRegistry().findSingleByType(MeterRegistry.class)));
        return listeners;
    }

    /** Without the inbox routes of a serving server, a command or a test runs itself what its task has fetched. */
    private void runWaiting(Delivery delivery) {
        if (mode != Mode.SERVE) {
            try {
                jobs.inboxes().runAll(delivery.job());
                deployments.endpointRuns().send(jobs.definition(delivery.job()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        jobs.inboxes().awaited(delivery);
    }

    /** Returns when Camel is stopped by something else than {@link #close}: then nothing runs any more, and the server is to be closed. */
    public void awaitUnaskedStop() throws InterruptedException {
        camelWatch.awaitUnaskedStop();
    }

    /** Address of the API. */
    public String url() {
        return HttpServerFactory.url(settings);
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    /** What can be asked of this server. */
    public Operations operations() {
        return operations(Operations.class);
    }

    /** The operations of one of the interfaces of {@link ApiOperations#INTERFACES}, as of somebody at the command line. */
    public <T> T operations(Class<T> operations) {
        return implementations.of(operations, () -> Caller.COMMAND_LINE);
    }

    public Applications applications() {
        return applications;
    }

    public Catalog catalog() {
        return catalog;
    }

    public Deployments deployments() {
        return deployments;
    }

    public Store store() {
        return store;
    }

    /**
     * Camel waits for what is under way, and interrupts it when its time is up. A load is told to stop before that: between
     * two batches it can be undone and leaves a word in the history, while an interrupt would shut H2's file under it.
     */
    private void stopCamel(TimeBudget undone) {
        camelStop.stop(undone);
        if (queueRuns != null) {
            queueRuns.awaitEnd(undone.left().toSeconds());
        }
    }

    private void stopJobsAt(TimeBudget deadline) {
        Thread thread = new Thread(
                () -> {
                    try {
                        stopped.await(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    jobs.stop();
                },
                "stop-jobs");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server sends what is left when it starts again; what a command has brought about is told before it ends. */
    private void stopNotifications() {
        if (notificationWorkers != null) {
            notificationWorkers.stop();
        } else if (mode == Mode.COMMAND && rooms != null && tasks.wasAsked()) {
            try {
                NotificationWorkers.once(rooms.tasking().notifications());
            } catch (RuntimeException e) {
                LOG.warn("what happened is told by the next server: {}", e.toString());
            }
        }
    }

    /**
     * Stops in order: no new work, what is under way gets camel.main.shutdownTimeout to end, then the database closes. One
     * deadline holds for all of it, whatever is being reloaded, loaded or sent.
     */
    @Override
    public void close() {
        camelWatch.expectStop();
        new RunFile(settings.path("drover.data")).remove();
        if (startup != null) {
            startup.ends();
        }
        TimeBudget deadline = TimeBudget.in(Duration.ofSeconds(settings.number("camel.main.shutdownTimeout")));
        TimeBudget undone = deadline.plus(settings.seconds("drover.jobs.undo-time"));
        if (jobs != null) {
            stopJobsAt(deadline);
        }
        if (deployments != null) {
            deployments.stop(deadline.left());
        }
        if (queueRuns != null) {
            queueRuns.stop();
        }
        stopNotifications();
        try {
            stopCamel(undone);
        } finally {
            stopped.countDown();
            if (jobs != null) {
                jobs.stop();
            }
            if (queueMetrics != null) {
                queueMetrics.close();
            }
            if (notificationWorkers != null) {
                notificationWorkers.awaitEnd(undone.left().toSeconds());
            }
            camelStop.shutdown();
            if (leaseWatch != null) {
                leaseWatch.close();
            }
            data.close();
        }
    }
}
