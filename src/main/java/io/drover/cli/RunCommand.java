package io.drover.cli;

import io.drover.cli.session.Session;
import io.drover.cli.session.VersionCommand;
import io.drover.job.definition.JobDefinition;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import io.drover.settings.library.Jar;
import io.drover.settings.library.Libraries;
import io.drover.task.definition.TaskDefinition;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

@Command(name = "run", description = "Start the server; stop it with Ctrl+C or SIGTERM.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover");

    @Override
    public Integer call() throws InterruptedException {
        long begin = System.nanoTime();
        FileNameEncoding.require();
        Settings settings = Session.settings();
        CompletableFuture<Optional<Server>> started = new CompletableFuture<>();
        // Before the start: a signal that comes during it finds a server that can be stopped in order
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, settings), "stop"));
        LOG.info("Drover {} starts", VersionCommand.version());
        tell(Libraries.ofThisProcess());
        Server server = start(settings, started);
        LOG.info(
                "Drover {} is ready after {} s: {} jobs, {} tasks; API {}/api, health http://{}:{}/observe/health; Ctrl+C stops it",
                VersionCommand.version(),
                String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) / 1e9),
                server.catalog().current().all(JobDefinition.class).size(),
                server.catalog().current().all(TaskDefinition.class).size(),
                server.url(),
                settings.get("camel.management.host"),
                settings.get("camel.management.port"));
        if (server.awaitEnd()) {
            return 0; // the hook stops it in order
        }
        endWithFailure(server, settings);
        return 1;
    }

    private static void tell(Libraries libraries) {
        if (!libraries.added().isEmpty()) {
            LOG.info(
                    "with {} added jars: {}",
                    libraries.added().size(),
                    libraries.added().stream().map(Jar::title).sorted().collect(Collectors.joining(", ")));
        }
        libraries.problems().forEach(problem -> LOG.warn("{}; what to do: {}", problem.found(), problem.toDo()));
    }

    /** Within twice the time that Camel gives routes, whatever hangs: whoever watches the process shall start it again. */
    private static void endWithFailure(Server server, Settings settings) {
        long seconds = 2L * settings.number("camel.main.shutdownTimeout");
        Thread deadline = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(seconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        deadline.setDaemon(true);
        deadline.start();
        try {
            server.close();
        } catch (RuntimeException e) {
            LOG.error("Drover could not be stopped in order", e);
        }
        LOG.error("Drover has ended, because Camel was stopped");
        Runtime.getRuntime().halt(1); // the hook would end it with code 0
    }

    private static Server start(Settings settings, CompletableFuture<Optional<Server>> started) {
        try {
            Server server = Server.start(settings, Mode.SERVE);
            started.complete(Optional.of(server));
            return server;
        } finally {
            started.complete(Optional.empty()); // of no effect when it has
        }
    }

    /**
     * Ends with code 0, which a JVM that a signal stops would not; but where nothing has started, as it would have ended. A start that is
     * under way ends first, well or not (a JVM that stops lets nobody begin everything), so that it is undone in order; one that waits
     * for something else is left, as {@code kill -9} would leave it: nothing was promised to anybody yet.
     */
    private static void stop(CompletableFuture<Optional<Server>> started, Settings settings) {
        boolean starting = !started.isDone();
        if (starting) {
            LOG.info("Drover stops: its start ends first");
        }
        try {
            int seconds = settings.number("camel.main.shutdownTimeout");
            Optional<Server> server = started.get(seconds, TimeUnit.SECONDS);
            if (server.isPresent()) {
                LOG.info("Drover stops: what is under way ends first");
                server.get().close();
            } else if (!starting) {
                return;
            }
            LOG.info("Drover has stopped");
        } catch (TimeoutException e) {
            LOG.warn("Drover has been stopped during its start, which did not end; the next start begins anew");
        } catch (InterruptedException | ExecutionException e) {
            LOG.error("Drover could not be stopped in order", e);
        }
        Runtime.getRuntime().halt(0);
    }
}
