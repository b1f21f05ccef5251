package io.drover.deploy;

import io.drover.addin.AddIns;
import io.drover.definition.Catalog;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.FileListing;
import io.drover.definition.Installation;
import io.drover.definition.problem.Problem;
import io.drover.definition.problem.ProblemLog;
import io.drover.deploy.check.InstallationCheck;
import io.drover.deploy.check.ReferredFiles;
import io.drover.deploy.consumer.ConsumerWatch;
import io.drover.deploy.endpoint.EndpointCheck;
import io.drover.deploy.endpoint.EndpointUris;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.deploy.route.RouteDeployments;
import io.drover.deploy.route.RouteDeployments.Swap;
import io.drover.deploy.route.context.RestDefaults;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.Recurrences;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.settings.Settings;
import io.drover.task.TaskVariables;
import io.drover.task.Tasks;
import io.drover.task.definition.TaskDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the files runs: the routes of routes/, and for each job and task the routes made from their definitions. Looks at
 * the files again when they change; a bad one keeps what ran before.
 */
public final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final CamelContext camel;
    private final Settings settings;
    private final Installation files;
    private final Catalog catalog;
    private final RouteDeployments routes;
    private final ConsumerWatch consumers;
    private final JobDeployments jobs;
    private final TaskDeployments tasks;
    private final RecurringJobRoutes recurringJobs;
    private final EndpointRuns endpointRuns;
    private final InstallationCheck installation;
    private final ProblemLog problemLog = new ProblemLog(LOG);
    private volatile List<Problem> definitionProblems = List.of();
    /** What definitions refer to, and the definitions of that time. */
    private List<Path> referred = List.of();

    private Definitions referring;
    private boolean watching;
    private Runnable listen;
    /** Held while what runs is changed. */
    private final ReentrantLock changing = new ReentrantLock();

    private volatile boolean stopped;

    /** What runs at its times. */
    public record Ticking(Tasks tasks, Recurrences recurrences) {}

    public Deployments(
            CamelContext camel,
            Settings settings,
            Catalog catalog,
            Ticking ticking,
            EndpointWatch endpoints,
            Startup startup) {
        this.camel = camel;
        this.settings = settings;
        this.files = Installation.of(settings);
        this.catalog = catalog;
        this.routes = new RouteDeployments(camel, settings);
        this.consumers = new ConsumerWatch(camel);
        this.recurringJobs = new RecurringJobRoutes(camel, ticking.recurrences);
        EndpointUris uris = new EndpointUris(camel, settings);
        JobRoutes jobRoutes = new JobRoutes(camel, settings, uris, endpoints);
        this.jobs = new JobDeployments(camel, jobRoutes, routes::senderTo, startup, () -> stopped);
        this.endpointRuns = new EndpointRuns(camel, jobRoutes, endpoints);
        this.installation = new InstallationCheck(settings, new TaskVariables(camel), new EndpointCheck(camel, uris));
        this.tasks = new TaskDeployments(
                camel,
                ticking.tasks,
                camel.getExecutorServiceManager().newCachedThreadPool(this, "task"),
                startup,
                () -> stopped);
    }

    /** How much of an installation runs. */
    public enum Extent {
        /** Everything: tasks tick, inboxes are read, files that change are taken up. */
        ALL,
        /** All routes, but none of those that tick or read inboxes. */
        ROUTES,
        /** What a command needs that runs one thing and ends: the add-ins and the endpoints. */
        ADD_INS
    }

    /**
     * Loads routes and definitions into the started context.
     *
     * @param listen called when routes and definitions are there, before the first task runs: it may ask this very server
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the watch reports its own failures
    public void start(Extent extent, Runnable listen) {
        this.listen = listen;
        boolean schedule = extent == Extent.ALL;
        RestDefaults.require(camel);
        FileWatch watch = new FileWatch(this::watched, this::reload);
        catalog.change(() -> {
            if (extent == Extent.ADD_INS) {
                routes.load(templates());
            } else {
                routes.loadAll(files.routes().paths());
            }
            return apply(schedule, true);
        });
        if (schedule) {
            long delay = settings.seconds("drover.deploy.delay").toMillis();
            camel.getExecutorServiceManager()
                    .newScheduledThreadPool(this, "definitions", 1)
                    .scheduleWithFixedDelay(
                            () -> {
                                watch.run();
                                completeRoutes();
                            },
                            delay,
                            delay,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** What a command needs; the other routes would begin to consume. */
    private List<Path> templates() {
        List<Path> templates = new ArrayList<>(files.list(FileKind.ADD_IN).paths());
        Path endpoints = files.folder(FileKind.ROUTE).resolve("endpoints.camel.yaml");
        if (Files.exists(endpoints)) {
            templates.add(endpoints);
        }
        return templates;
    }

    /** Places that cannot be looked at now are looked at again, and files that definitions miss are waited for. */
    private Collection<Path> watched() {
        if (watching) { // not at the start, which others wait for
            lookAtReferred();
        }
        watching = true;
        FileListing listing = files.watched();
        List<Path> watched = new ArrayList<>(listing.paths());
        listing.problems().forEach(problem -> watched.add(problem.file()));
        watched.addAll(referred);
        return watched;
    }

    private void lookAtReferred() {
        Definitions now = catalog.current();
        if (now != referring) {
            Definitions all = DefinitionLoader.load(files.root(), Definitions.NONE); // the refused ones too
            referred = new ReferredFiles(settings, new AddIns(camel))
                    .of(all).stream()
                            .map(reference -> reference.below(files.root()).file())
                            .toList();
            referring = now;
        }
    }

    private void completeRoutes() {
        changing.lock();
        try {
            if (!stopped) {
                jobs.completeRoutes();
                routes.startWaiting();
                consumers.look();
            }
        } finally {
            changing.unlock();
        }
    }

    /**
     * Brings what runs in line with the files.
     *
     * @return whether all could be; false: some is running, and what runs is left alone
     */
    private boolean reload() {
        changing.lock();
        try {
            return stopped || catalog.change(this::swap);
        } finally {
            changing.unlock();
        }
    }

    private boolean swap() {
        Swap swap = routes.reload(files.routes().paths());
        templatesChanged(swap.templates());
        boolean applied = apply(true, false);
        return applied && swap.done();
    }

    private void templatesChanged(Set<String> templates) {
        jobs.templatesChanged(templates);
        tasks.templatesChanged(templates);
        recurringJobs.templatesChanged(templates);
    }

    /** In this order: routes find the jobs and queues that they send to, and tasks the routes that they call. */
    private boolean apply(boolean schedule, boolean serverStarts) {
        Definitions definitions = DefinitionLoader.load(settings.folders().root(), catalog.current(), installation);
        List<Problem> problems = new ArrayList<>(definitions.problems());
        problems.addAll(files.routes().problems());
        catalog.replace(definitions);
        boolean done = jobs.apply(definitions.all(JobDefinition.class), schedule, !serverStarts, problems);
        templatesChanged(routes.startRoutes());
        if (serverStarts) {
            listen.run();
        }
        done &= tasks.apply(definitions.all(TaskDefinition.class), schedule, serverStarts, problems);
        if (schedule && !stopped) {
            recurringJobs.apply(definitions.all(RecurringJobDefinition.class), !serverStarts, problems);
        }
        catalog.replace(
                definitions.with(JobDefinition.class, jobs.deployed()).with(TaskDefinition.class, tasks.deployed()));
        if (schedule) {
            problems.addAll(routes.unknownNames(catalog.current()));
        }
        List<Problem> all = problems.stream().distinct().toList();
        problemLog.say(all);
        definitionProblems = all;
        return done;
    }

    /**
     * Leaves everything as it is from now on: Camel cannot change routes while it stops. A change that is under way is given up
     * after the route that it is at.
     *
     * @param atMost how long to wait for that
     */
    public void stop(Duration atMost) {
        stopped = true;
        try {
            if (changing.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                changing.unlock();
            } else {
                LOG.warn("a reload is still under way, and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a command fetches and sends when no server does. */
    public EndpointRuns endpointRuns() {
        return endpointRuns;
    }

    /** All that is wrong in the files now. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(routes.problems());
        all.addAll(definitionProblems);
        return all;
    }
}
