package io.drover.deploy;

import io.drover.definition.problem.Problem;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.task.TaskRoutes;
import io.drover.task.TaskVariables;
import io.drover.task.Tasks;
import io.drover.task.definition.TaskDefinition;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduled tasks in use, and their routes brought in line with them. Used by one thread at a time. */
final class TaskDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDeployments.class);

    private final CamelContext camel;
    private final Tasks tasks;
    private final TaskRoutes routes;
    private final TaskVariables variables;
    private final Executor executor;
    private final Startup startup;
    private final BooleanSupplier stopped;
    private final Map<String, TaskDefinition> deployed = new TreeMap<>();
    /** Tasks whose routes are to be made anew because a template of theirs has changed. */
    private final Set<String> stale = new HashSet<>();

    /** @param executor runs the tasks whose time came while the server was down */
    TaskDeployments(CamelContext camel, Tasks tasks, Executor executor, Startup startup, BooleanSupplier stopped) {
        this.startup = startup;
        this.stopped = stopped;
        this.camel = camel;
        this.tasks = tasks;
        this.routes = tasks.routes();
        this.variables = new TaskVariables(camel);
        this.executor = executor;
    }

    /** The tasks in use by name. */
    Map<String, TaskDefinition> deployed() {
        return Collections.unmodifiableMap(deployed);
    }

    /** Takes note of route templates that have changed. */
    void templatesChanged(Set<String> templates) {
        deployed.values().stream()
                .filter(task -> !Collections.disjoint(routes.templates(task), templates))
                .forEach(task -> stale.add(task.name()));
    }

    /**
     * Adds, changes and removes tasks.
     *
     * @param schedule whether they are to tick
     * @param serverStarts whether it is the start of the server that brings them
     * @return whether all could be; false: some are running, and what runs is left alone
     */
    boolean apply(Map<String, TaskDefinition> defined, boolean schedule, boolean serverStarts, List<Problem> problems) {
        boolean done = removeGone(defined);
        int looked = 0;
        for (TaskDefinition task : defined.values()) {
            startup.at(looked++, defined.size(), "tasks");
            if (stopped.getAsBoolean()) {
                return false;
            }
            TaskDefinition before = deployed.get(task.name());
            boolean changed = !task.equals(before);
            if (!changed && !mustBeMadeAnew(task)) {
                continue;
            }
            if (before != null && isAtWork(task.name())) {
                done = false;
                continue;
            }
            try {
                swap(task, before, schedule);
                stale.remove(task.name());
                if (!serverStarts) {
                    LOG.info("{}  task {}", task.name(), what(changed, before));
                }
                if (schedule && (before == null || before.enabled() != task.enabled())) {
                    tasks.takeUp(task, serverStarts, executor);
                }
            } catch (RuntimeException e) {
                problems.add(new Problem(task.file(), 0, CamelRoutes.reason(e)));
            }
        }
        return done;
    }

    private static String what(boolean changed, TaskDefinition before) {
        if (!changed) {
            return "goes by its changed add-in";
        }
        return before == null ? "added" : "changed";
    }

    /** What no longer fits its add-in is reported with its file, and goes on as it was. */
    private boolean mustBeMadeAnew(TaskDefinition task) {
        return stale.contains(task.name()) && variables.problem(task).isEmpty();
    }

    /** Its run, which waits for jobs in the route of its ticks, or another of its routes; to stop them would wait for that. */
    private boolean isAtWork(String task) {
        List<String> ids = routes.routes(task);
        return ids.stream().anyMatch(id -> CamelRoutes.runs(camel, id)) || !CamelRoutes.drain(camel, ids);
    }

    private boolean removeGone(Map<String, TaskDefinition> defined) {
        boolean done = true;
        for (String name : List.copyOf(deployed.keySet())) {
            if (defined.containsKey(name)) {
                continue;
            }
            if (stopped.getAsBoolean() || isAtWork(name)) {
                done = false;
                continue;
            }
            remove(name);
            stale.remove(name);
            LOG.info("{}  task removed", name);
        }
        return done;
    }

    /** Puts the new routes in the place of the old ones; the old ones come back when the new cannot be made. */
    private void swap(TaskDefinition task, TaskDefinition before, boolean schedule) {
        remove(task.name());
        try {
            add(task, schedule);
        } catch (RuntimeException e) {
            remove(task.name());
            if (before != null) {
                add(before, schedule);
            }
            throw e;
        }
    }

    private void add(TaskDefinition task, boolean schedule) {
        routes.addAddIn(task);
        if (schedule && task.enabled() && !(task.schedule().repeat() instanceof Repeat.Never)) {
            routes.addTick(task);
        }
        deployed.put(task.name(), task);
    }

    private void remove(String name) {
        routes.routes(name).forEach(route -> CamelRoutes.remove(camel, route));
        deployed.remove(name);
    }
}
