package io.drover.server;

import io.drover.api.Api;
import io.drover.api.ApplicationsApi;
import io.drover.api.Doctor;
import io.drover.api.InstallationSteps;
import io.drover.api.LocalMessageOperations;
import io.drover.api.LocalOperations;
import io.drover.api.MessageOperations;
import io.drover.api.MessagesApi;
import io.drover.api.Operations;
import io.drover.connector.BlobRequests;
import io.drover.connector.Connector;
import io.drover.connector.DataManagement;
import io.drover.definition.Catalog;
import io.drover.deploy.Deployments;
import io.drover.deploy.EndpointRuns;
import io.drover.deploy.EndpointWatch;
import io.drover.deploy.Outbox;
import io.drover.http.Call;
import io.drover.http.HttpServerFactory;
import io.drover.job.ExecutionListener;
import io.drover.job.InboxFolders;
import io.drover.job.Jobs;
import io.drover.job.SettledReadLock;
import io.drover.openapi.OpenApi;
import io.drover.queue.CleanUp;
import io.drover.queue.PayloadStore;
import io.drover.queue.QueueMonitor;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.Recurrences;
import io.drover.security.Applications;
import io.drover.security.Gate;
import io.drover.security.IssuerCheck;
import io.drover.security.OwnKeys;
import io.drover.security.TokenEndpoint;
import io.drover.settings.Settings;
import io.drover.store.Claims;
import io.drover.store.Delivery;
import io.drover.store.Executions;
import io.drover.store.Store;
import io.drover.task.Tasks;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the rooms together: database, Camel, jobs, tasks, files; starts them in that order and stops them in reverse. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long RENEW_SECONDS = 15;
    /** How long a load may take to undo itself when the server stops. */
    private static final long UNDO_SECONDS = 15;

    private final Settings settings;
    private final Mode mode;
    private final DataLock lock;
    private final Store store;
    private final Main main = new Main();
    private final Catalog catalog = new Catalog();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Applications applications;
    private OwnKeys keys;
    private HttpServerFactory http;
    private Jobs jobs;
    private Tasks tasks;
    private QueueRuns queueRuns;
    private QueueMonitor queueMonitor;
    private QueueMetrics queueMetrics;
    private Deployments deployments;
    private Queues queues;
    private LocalMessageOperations messageOperations;

    /** What a server is started for. */
    public enum Mode {
        /** To serve: tasks tick, inboxes are read, HTTP answers. */
        SERVE,
        /** For one command: nothing happens but what is asked for. */
        COMMAND
    }

    private Server(Settings settings, Mode mode) {
        this.settings = settings;
        this.mode = mode;
        Path data = settings.path("drover.data");
        this.lock = DataLock.take(data);
        try {
            this.store = Store.open(settings);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Starts a server.
     *
     * @throws io.drover.store.StoreException when the database cannot be opened, with the reason in one line
     * @throws ServerStartException when anything else keeps it from starting
     */
    public static Server start(Settings settings, Mode mode) {
        LoopbackOnly.require(settings);
        Server server = new Server(settings, mode);
        try {
            server.start();
            return server;
        } catch (Exception e) {
            server.close();
            throw ServerStartException.of(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the renewal reports its own failures
    private void start() throws Exception {
        if (mode == Mode.SERVE) {
            FreePorts.require(settings);
        }
        new Claims(store).releaseOwn();
        applications = new Applications(store);
        keys = new OwnKeys(settings, store);
        configure();
        if (mode == Mode.SERVE) {
            // Before Camel makes its own
            http = new HttpServerFactory(settings, new Gate(settings, keys, applications));
            main.bind("httpServer", http);
        }
        main.init();
        CamelContext camel = main.getCamelContext();
        SettledReadLock settled = new SettledReadLock(settings);
        jobs = new Jobs(catalog, store, settings, listeners(camel));
        tasks = new Tasks(camel, catalog, store, Clock.systemUTC(), this::runWaiting);
        EndpointWatch endpoints = new EndpointWatch(settings);
        PayloadStore payloads = new PayloadStore(settings);
        queues = new Queues(store, payloads);
        queueRuns = new QueueRuns(settings, catalog, store, jobs, queues, payloads);
        queueMonitor = new QueueMonitor(catalog, store, queueRuns, Clock.systemUTC());
        Recurrences recurrences = new Recurrences(catalog, store, queueRuns, Clock.systemUTC());
        deployments = new Deployments(camel, settings, catalog, tasks, recurrences, endpoints);
        jobs.recover();
        bind(camel, settled, endpoints);
        camel.getRegistry().bind("recurrences", recurrences);
        bindQueues(camel, payloads);
        main.start();
        camel.getExecutorServiceManager()
                .newScheduledThreadPool(this, "claims", 1)
                .scheduleAtFixedRate(this::renewClaims, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
        deployments.start(mode == Mode.SERVE, this::listen);
        if (mode == Mode.SERVE) {
            new RunFile(settings.path("drover.data")).write(url());
        }
    }

    private void listen() {
        if (mode == Mode.SERVE) {
            queueRuns.start();
            queueMetrics = new QueueMetrics(
                    queueMonitor, () -> main.getCamelContext().getRegistry().findSingleByType(MeterRegistry.class));
            queueMetrics.start();
            http.open();
        }
    }

    private void configure() {
        Properties properties = settings.all();
        if (mode == Mode.COMMAND) {
            properties.setProperty("camel.server.enabled", "false");
            properties.setProperty("camel.management.enabled", "false");
        }
        // Not below the machine's folder for temporary files: that may be small, or another user's
        properties.putIfAbsent(
                "camel.main.streamCachingSpoolDirectory",
                settings.path("drover.data").resolve("spool").toString());
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(properties);
    }

    private void bind(CamelContext camel, SettledReadLock settled, EndpointWatch endpoints) {
        camel.getRegistry().bind("jobs", jobs);
        camel.getRegistry().bind("tasks", tasks);
        camel.getRegistry().bind("settled", settled);
        camel.getRegistry().bind("endpoints", endpoints);
        camel.getRegistry().bind("outbox", new Outbox(settings));
        camel.getRegistry()
                .bind(
                        "inboxFolders",
                        new InboxFolders(
                                jobs,
                                settings,
                                camel.getExecutorServiceManager().newCachedThreadPool(this, "inbox-folders")));
        store.dataSources().forEach((name, dataSource) -> camel.getRegistry().bind(name, dataSource));
        HealthCheckRegistry health = HealthCheckHelper.getHealthCheckRegistry(camel);
        if (health != null) {
            health.register(new DeploymentHealth(deployments, settled, endpoints));
            health.register(new StoreHealth(store));
            health.register(new QueueHealth(queueMonitor));
        }
    }

    /** Recurring jobs and what clients reach them by. */
    private void bindQueues(CamelContext camel, PayloadStore payloads) {
        QueueRuns runs = queueRuns;
        camel.getRegistry().bind("queueMonitor", queueMonitor);
        camel.getRegistry().bind("catalog", catalog);
        camel.getRegistry().bind("payloads", payloads);
        messageOperations = messageOperations(payloads, runs);
        camel.getRegistry().bind("api", new Api(operations()));
        camel.getRegistry().bind("messagesApi", new MessagesApi(messageOperations));
        camel.getRegistry().bind("applicationsApi", new ApplicationsApi(applications));
        camel.getRegistry().bind("queues", queues);
        camel.getRegistry().bind("queueRuns", runs);
        HealthCheckRegistry health = HealthCheckHelper.getHealthCheckRegistry(camel);
        if (health != null) {
            health.register(new PayloadHealth(payloads));
        }
        if (mode == Mode.SERVE) {
            new CleanUp(settings, catalog, store, payloads).schedule(camel.getExecutorServiceManager());
        }
        camel.getRegistry().bind("connector", new Connector(catalog, queues, runs, payloads, jobs, store));
        camel.getRegistry()
                .bind("dataManagement", new DataManagement(settings, catalog, jobs, queues, runs, payloads, store));
        camel.getRegistry().bind("blobs", new BlobRequests(settings, store, payloads));
        camel.getRegistry().bind("openApi", new OpenApi());
        camel.getRegistry().bind("oauth", new TokenEndpoint(settings, keys, applications, exchange -> Call.of(exchange)
                .baseUrl()));
    }

    private LocalMessageOperations messageOperations(PayloadStore payloads, QueueRuns runs) {
        Doctor doctor = new Doctor(
                catalog,
                queues,
                applications,
                new IssuerCheck(settings, keys),
                new InstallationSteps(settings, store, payloads, mode == Mode.SERVE),
                deployments::problems,
                runs::blocked);
        return new LocalMessageOperations(
                catalog, queues, payloads, operations(), doctor, deployments::problems, runs, message -> {
                    if (mode == Mode.SERVE) { // else the server does it at its next start
                        runs.wake(message);
                    }
                });
    }

    private List<ExecutionListener> listeners(CamelContext camel) {
        List<ExecutionListener> listeners = new ArrayList<>();
        if (mode == Mode.SERVE) {
            listeners.add(new ExecutionLog());
        }
        listeners.add(new ExecutionMetrics(() -> camel.getRegistry().findSingleByType(MeterRegistry.class)));
        return listeners;
    }

    /** Without the inbox routes of a serving server, a command runs what its task has fetched itself. */
    private void runWaiting(Delivery delivery) {
        if (mode == Mode.COMMAND) {
            try {
                jobs.runInbox(delivery.job());
                deployments.endpointRuns().send(jobs.definition(delivery.job()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void renewClaims() {
        try {
            new Claims(store).renew();
        } catch (RuntimeException e) {
            LOG.warn("claims could not be renewed: {}", e.toString());
        }
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
        Optional<EndpointRuns> runs = mode == Mode.COMMAND ? Optional.of(deployments.endpointRuns()) : Optional.empty();
        return new LocalOperations(catalog, jobs, tasks, new Executions(store), queues, runs);
    }

    /** What can be asked about its messages. */
    public MessageOperations messageOperations() {
        return messageOperations;
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
    private void stopCamel() {
        CamelContext camel = main.getCamelContext();
        if (camel != null && jobs != null) {
            long seconds = settings.number("camel.main.shutdownTimeout");
            camel.getShutdownStrategy().setTimeout(seconds + UNDO_SECONDS);
            Thread deadline = new Thread(() -> stopJobsAfter(seconds), "stop-jobs");
            deadline.setDaemon(true);
            deadline.start();
        }
        main.stop();
        if (queueRuns != null) {
            queueRuns.awaitEnd(settings.number("camel.main.shutdownTimeout") + UNDO_SECONDS);
        }
    }

    private void stopJobsAfter(long seconds) {
        try {
            stopped.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jobs.stop();
    }

    /** Stops in order: no new work, what is under way gets camel.main.shutdownTimeout to end, then the database closes. */
    @Override
    public void close() {
        new RunFile(settings.path("drover.data")).remove();
        if (deployments != null) {
            deployments.stop();
        }
        if (queueRuns != null) {
            queueRuns.stop();
        }
        try {
            stopCamel();
        } finally {
            stopped.countDown();
            if (jobs != null) {
                jobs.stop();
            }
            if (queueMetrics != null) {
                queueMetrics.close();
            }
            main.shutdown();
            store.close();
            lock.close();
        }
    }
}
