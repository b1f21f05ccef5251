package io.drover.deploy;

import io.drover.definition.Catalog;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.JobDefinition;
import io.drover.definition.Problem;
import io.drover.definition.Schedule.Repeat;
import io.drover.definition.TaskDefinition;
import io.drover.queue.Recurrences;
import io.drover.settings.Settings;
import io.drover.task.TaskRoutes;
import io.drover.task.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the files runs: the routes of routes/, and for each job and task the routes made from their definitions. Looks at
 * the definitions again when they change; a bad file keeps what ran before.
 */
public final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final CamelContext camel;
    private final Settings settings;
    private final Catalog catalog;
    private final Tasks tasks;
    private final TaskRoutes taskRoutes;
    private final JobRoutes jobRoutes;
    private final RecurringJobRoutes recurringJobRoutes;
    private final EndpointRuns endpointRuns;
    private final InstallationCheck installation;
    private final Map<String, TaskDefinition> deployedTasks = new TreeMap<>();
    private final Map<String, JobDefinition> deployedJobs = new TreeMap<>();
    private volatile List<Problem> routeProblems = List.of();
    private volatile List<Problem> definitionProblems = List.of();
    private ExecutorService taskThreads;
    private Runnable listen;
    private boolean starting;
    private boolean stopped;

    public Deployments(
            CamelContext camel,
            Settings settings,
            Catalog catalog,
            Tasks tasks,
            Recurrences recurrences,
            EndpointWatch endpoints) {
        this.camel = camel;
        this.settings = settings;
        this.catalog = catalog;
        this.tasks = tasks;
        this.taskRoutes = new TaskRoutes(camel);
        this.recurringJobRoutes = new RecurringJobRoutes(camel, recurrences);
        EndpointUris uris = new EndpointUris(camel, settings);
        this.jobRoutes = new JobRoutes(camel, settings, uris, endpoints);
        this.endpointRuns = new EndpointRuns(camel, jobRoutes, endpoints);
        this.installation = new InstallationCheck(settings, taskRoutes, new EndpointCheck(camel, uris));
    }

    /**
     * Loads routes and definitions into the started context.
     *
     * @param schedule whether tasks are to tick and inboxes are read; false for a command that runs one thing and ends
     * @param listen called when routes and definitions are there, before the first task runs: it may ask this very server
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the watch reports its own failures
    public void start(boolean schedule, Runnable listen) {
        this.listen = listen;
        taskThreads = camel.getExecutorServiceManager().newCachedThreadPool(this, "task");
        Path routes = settings.path("drover.routes");
        routeProblems = RouteFiles.load(camel, schedule ? RouteFiles.files(routes) : templates(routes));
        routeProblems.forEach(problem -> LOG.error("{}", problem));
        FolderWatch watch = new FolderWatch(settings.folders().root(), this::reload);
        apply(read(), schedule, true);
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

    /** A command needs the add-ins and the endpoints; the other routes would begin to consume. */
    private static List<Path> templates(Path routes) {
        List<Path> files = new ArrayList<>(RouteFiles.files(routes.resolve("add-ins")));
        Path endpoints = routes.resolve("endpoints.camel.yaml");
        if (Files.exists(endpoints)) {
            files.add(endpoints);
        }
        return files;
    }

    /** The routes to endpoints that were away when their job was deployed. */
    private synchronized void completeRoutes() {
        if (!stopped) {
            deployedJobs.values().forEach(jobRoutes::complete);
        }
    }

    private boolean reload() {
        return apply(read(), true, false);
    }

    private Definitions read() {
        return DefinitionLoader.load(settings.folders().root(), catalog.current(), installation);
    }

    /**
     * Swaps the definitions, and brings the routes in line with them.
     *
     * @return whether all could be; false: some are running, and what runs is left alone
     */
    private synchronized boolean apply(Definitions definitions, boolean schedule, boolean serverStarts) {
        if (stopped) {
            return true;
        }
        starting = serverStarts;
        List<Problem> problems = new ArrayList<>(definitions.problems());
        catalog.replace(definitions);
        boolean done = applyJobs(definitions, schedule, problems);
        if (serverStarts) {
            listen.run();
        }
        done &= applyTasks(definitions, schedule, serverStarts, problems);
        if (schedule) {
            recurringJobRoutes.apply(definitions.recurringJobs(), !serverStarts, problems);
        }
        catalog.replace(definitions.with(deployedJobs, deployedTasks));
        problems.stream()
                .filter(problem -> !definitionProblems.contains(problem))
                .forEach(p -> LOG.error("{}", p));
        definitionProblems = List.copyOf(problems);
        return done;
    }

    /** Leaves everything as it is from now on: Camel cannot change routes while it stops. */
    public synchronized void stop() {
        stopped = true;
    }

    private boolean applyJobs(Definitions definitions, boolean schedule, List<Problem> problems) {
        boolean done = true;
        for (String gone : gone(deployedJobs, definitions.jobs())) {
            if (JobRoutes.ids(gone).anyMatch(this::runs)) {
                done = false;
                continue;
            }
            jobRoutes.remove(gone);
            deployedJobs.remove(gone);
            LOG.info("{}  job removed", gone);
        }
        for (JobDefinition job : definitions.jobs().values()) {
            JobDefinition before = deployedJobs.get(job.name());
            if (job.equals(before)) {
                continue;
            }
            boolean otherRoutes = before == null || JobRoutes.differ(before, job);
            if (otherRoutes && JobRoutes.ids(job.name()).anyMatch(this::runs)) {
                done = false;
                continue;
            }
            try {
                if (otherRoutes && schedule) {
                    swapRoutes(before, job);
                }
                deployedJobs.put(job.name(), job);
                announce(before == null, "{}  job {}", job.name());
            } catch (Exception e) {
                problems.add(new Problem(job.file(), 0, reason(e)));
            }
        }
        return done;
    }

    /** The old routes come back when the new ones cannot be made. */
    private void swapRoutes(JobDefinition before, JobDefinition job) {
        jobRoutes.remove(job.name());
        try {
            jobRoutes.add(job);
        } catch (RuntimeException e) {
            jobRoutes.remove(job.name());
            if (before != null) {
                jobRoutes.add(before);
            }
            throw e;
        }
    }

    private boolean applyTasks(
            Definitions definitions, boolean schedule, boolean serverStarts, List<Problem> problems) {
        boolean done = true;
        for (String gone : gone(deployedTasks, definitions.tasks())) {
            if (runs(TaskRoutes.addInRoute(gone))) {
                done = false;
                continue;
            }
            removeTask(gone);
            LOG.info("{}  task removed", gone);
        }
        for (TaskDefinition task : definitions.tasks().values()) {
            TaskDefinition before = deployedTasks.get(task.name());
            if (task.equals(before)) {
                continue;
            }
            if (before != null && runs(TaskRoutes.addInRoute(task.name()))) {
                done = false;
                continue;
            }
            try {
                swapTask(task, before, schedule);
                announce(before == null, "{}  task {}", task.name());
                if (schedule && (before == null || before.enabled() != task.enabled())) {
                    tasks.takeUp(task, serverStarts, taskThreads);
                }
            } catch (Exception e) {
                problems.add(new Problem(task.file(), 0, reason(e)));
            }
        }
        return done;
    }

    /** Whether an exchange is in a route: to stop it would wait for that, and then break it off. */
    private boolean runs(String route) {
        return camel.getInflightRepository().size(route) > 0;
    }

    private void announce(boolean added, String format, String name) {
        if (!starting) {
            LOG.info(format, name, added ? "added" : "changed");
        }
    }

    /** Puts the new routes in the place of the old ones; the old ones come back when the new cannot be made. */
    private void swapTask(TaskDefinition task, TaskDefinition before, boolean schedule) {
        removeTask(task.name());
        try {
            addTask(task, schedule);
        } catch (RuntimeException e) {
            removeTask(task.name());
            if (before != null) {
                addTask(before, schedule);
            }
            throw e;
        }
    }

    private void addTask(TaskDefinition task, boolean schedule) {
        taskRoutes.addAddIn(task);
        if (schedule && task.enabled() && !(task.schedule().repeat() instanceof Repeat.Never)) {
            taskRoutes.addTick(task);
        }
        deployedTasks.put(task.name(), task);
    }

    private void removeTask(String name) {
        taskRoutes.routes(name).forEach(route -> removeRoute(camel, route));
        deployedTasks.remove(name);
    }

    static void removeRoute(CamelContext camel, String id) {
        if (camel.getRoute(id) == null) {
            return;
        }
        try {
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException("the route " + id + " cannot be removed", e);
        }
    }

    private static <T> List<String> gone(Map<String, T> deployed, Map<String, T> defined) {
        return deployed.keySet().stream()
                .filter(name -> !defined.containsKey(name))
                .toList();
    }

    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return message.replaceAll("\\s+", " ");
    }

    /** What a command fetches and sends when no server does. */
    public EndpointRuns endpointRuns() {
        return endpointRuns;
    }

    /** All that is wrong in the files now. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(routeProblems);
        all.addAll(definitionProblems);
        return all;
    }
}
