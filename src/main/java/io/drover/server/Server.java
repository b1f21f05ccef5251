package io.drover.server;

import io.drover.api.ApiOperations;
import io.drover.api.Implementations;
import io.drover.connection.named.NamedConnections;
import io.drover.connection.remote.Remotes;
import io.drover.definition.Catalog;
import io.drover.deploy.Deployments;
import io.drover.deploy.Deployments.Extent;
import io.drover.deploy.Startup;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.http.HttpServerFactory;
import io.drover.job.inbox.SettledReadLock;
import io.drover.security.Caller;
import io.drover.security.application.Applications;
import io.drover.settings.Settings;
import io.drover.settings.log.LogLevels;
import io.drover.settings.log.OwnLogback;
import io.drover.store.Store;
import io.drover.store.ledger.Claims;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * Puts the rooms together: database, Camel, jobs, tasks, files; starts them in that order and stops them in reverse.
 *
 * <pre>{@code
 * try (Server server = Server.start(settings, Mode.SERVE)) {
 *     server.operations(JobOperations.class).runJob("Products", file, "products.csv");
 * }
 * }</pre>
 */
public final class Server implements AutoCloseable {
    /** How long between two words on the console about a start that takes long. */
    private static final Duration TELL = Duration.ofSeconds(5);

    private final Settings settings;
    private final Mode mode;
    private final ServerData data;
    private final CamelProcess process = new CamelProcess();
    private final Catalog catalog = new Catalog();
    private final Startup startup = new Startup();
    // There once the start has come so far
    private Entrance entrance;
    private Rooms rooms;
    private Implementations implementations;
    private BackgroundWork background;

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
        if (mode.runsRoutes()) {
            OwnLogback.complete();
            FreePorts.require(settings);
            startup.tell(TELL);
        }
        new Claims(store()).releaseOwn();
        entrance = mode.runsRoutes()
                ? Entrance.open(settings, store(), this::unavailable)
                : Entrance.closed(settings, store());
        EndpointWatch endpoints = new EndpointWatch(settings);
        CamelContext camel = process.init(settings, mode, store(), endpoints, entrance.http());
        SettledReadLock settled = new SettledReadLock(settings);
        Rooms.Base base = new Rooms.Base(
                settings,
                mode,
                store(),
                catalog,
                new NamedConnections(settings, catalog, () -> camel.isStopping() || camel.isStopped()),
                Rooms.Collecting.of(store(), catalog, camel));
        rooms = Rooms.of(base, entrance, camel, endpoints, startup);
        background = new BackgroundWork(rooms, camel);
        rooms.jobs().inboxes().recover();
        implementations = new ServerOperations(rooms, camel, process.counts()).implementations();
        RouteBeans.bind(camel, rooms, implementations, settled, endpoints, startup);
        process.start();
        background.renewLeases();
        prepare.accept(camel);
        rooms.deployments().start(mode.extent(), () -> entrance.http().ifPresent(background::listen));
        if (mode == Mode.SERVE) {
            background.notifyOthers();
            startup.ends();
            new RunFile(settings.path("drover.data")).write(url());
            data.closeToOthers();
        }
        startup.ends();
    }

    /** Why the API cannot answer now; before the start has ended, it would say what is not so. */
    private Optional<String> unavailable() {
        Optional<String> stage = startup.stage();
        return stage.isPresent()
                ? stage.map(now -> "Drover is starting: " + now + ".")
                : store().isAway() ? Optional.of("Drover's database does not answer.") : Optional.empty();
    }

    /**
     * Waits until the server is to be closed.
     *
     * @return whether it was asked for; false: Camel was stopped by something else than {@link #close}, and nothing runs any more
     */
    public boolean awaitEnd() throws InterruptedException {
        return process.awaitEnd();
    }

    /** Address of the API. */
    public String url() {
        return HttpServerFactory.url(settings);
    }

    public CamelContext camel() {
        return process.context();
    }

    /** The operations of one of the interfaces of {@link ApiOperations#INTERFACES}, as of somebody at the command line. */
    public <T> T operations(Class<T> operations) {
        return implementations.of(operations, () -> Caller.COMMAND_LINE);
    }

    public Applications applications() {
        return entrance.applications();
    }

    public Catalog catalog() {
        return catalog;
    }

    public Deployments deployments() {
        return rooms.deployments();
    }

    public Store store() {
        return data.store();
    }

    /**
     * Stops in order: no new work, what is under way gets camel.main.shutdownTimeout to end, then the database closes. One
     * deadline holds for all of it, whatever is being reloaded, loaded or sent.
     */
    @Override
    public void close() {
        process.expectStop();
        new RunFile(settings.path("drover.data")).remove();
        startup.ends();
        new ServerStop(settings, process, Optional.ofNullable(rooms), Optional.ofNullable(background)).run(() -> {
            if (entrance != null) {
                entrance.close();
            }
            data.close();
        });
    }
}
