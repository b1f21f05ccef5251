package io.drover.task;

import io.drover.addin.AddIn;
import io.drover.addin.AddIn.Part;
import io.drover.addin.AddIns;
import io.drover.addin.notification.NotificationParameters;
import io.drover.settings.secrets.SecretNames;
import io.drover.task.definition.TaskDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Route;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/**
 * Makes a task's two routes from their templates: the add-in, and the tick. A run gives its parameters to the add-in's route as
 * exchange variables ({@link TaskVariables}); that is how routes take them. The same parameters are the template's, as {@code
 * {{name}}}, for what Camel has to know when it makes the route, such as the number of retries: there, one that is a secret or has
 * a placeholder is empty, since it would be resolved once more, and shown in a dump of the route.
 */
public final class TaskRoutes {
    /** Template of the route that ticks a task, in routes/scheduled-tasks.camel.yaml. */
    public static final String TICK = "scheduled-task";

    private final CamelContext camel;
    private final AddIns addIns;
    private final TaskVariables variables;
    /** What the routes that there are were made from: a run goes by that, whatever the files say meanwhile. */
    private final Map<String, AddIn> made = new ConcurrentHashMap<>();

    public TaskRoutes(CamelContext camel) {
        this.camel = camel;
        this.addIns = new AddIns(camel);
        this.variables = new TaskVariables(camel);
    }

    /** Where the route of a task's add-in starts. */
    static String addInUri(String task) {
        return "direct:task/" + task;
    }

    private static String partUri(String task, Part part) {
        return partUri(task, part.name());
    }

    private static String partUri(String task, String part) {
        return addInUri(task) + "/" + part;
    }

    /** Where the route starts that tells how a task's runs end. */
    public static String notificationUri(String task) {
        return partUri(task, NotificationParameters.PART);
    }

    static String addInRoute(String task) {
        return "task-" + task;
    }

    static String tickRoute(String task) {
        return "tick-" + task;
    }

    /** The ids of the routes that a task has: its tick, its add-in, the add-in's parts. */
    public List<String> routes(String task) {
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> id.equals(tickRoute(task))
                        || id.equals(addInRoute(task))
                        || id.startsWith(addInRoute(task) + "/"))
                .toList();
    }

    /**
     * Adds the route of the task's add-in, and those of the parts that it uses.
     *
     * @throws IllegalArgumentException when there is no such add-in, or its parameters are not these; says what is allowed
     */
    public void addAddIn(TaskDefinition task) {
        AddIn addIn = addIns.get(task.addIn());
        Map<String, String> parameters = TaskParameters.written(task, addIn);
        for (Part part : addIn.parts()) {
            if (part.isCommon() && parameters.keySet().stream().noneMatch(part.own()::contains)) {
                continue; // the task does not use it
            }
            TemplatedRouteBuilder route = addressed(
                    part,
                    addInRoute(task.name()) + "/" + part.name(),
                    partUri(task.name(), part),
                    task.name(),
                    task.jobs());
            giveParts(route, part.own(), task, addIn);
            given(route, part.own(), parameters).add();
        }
        TemplatedRouteBuilder route = route(addIn.name(), addInRoute(task.name()), task.name(), task.jobs())
                .parameter("endpoint", addInUri(task.name()));
        giveParts(route, addIn.own(), task, addIn);
        given(route, addIn.own(), parameters).add();
        made.put(task.name(), addIn);
    }

    /** The add-ins that tasks can use. */
    public List<AddIn> addIns() {
        return addIns.all();
    }

    /** Ids of the route templates that a task's routes come from, and would come from if they were made now. */
    public Set<String> templates(TaskDefinition task) {
        Set<String> templates = new HashSet<>(Set.of(TICK, task.addIn()));
        Stream.concat(addIns.find(task.addIn()).stream(), Stream.ofNullable(made.get(task.name())))
                .flatMap(addIn -> addIn.parts().stream())
                .forEach(part -> templates.add(part.name()));
        return templates;
    }

    /** Adds a route of a part, which begins at the address. */
    void addPart(Part part, String id, String address, String task, Map<String, String> parameters) {
        given(addressed(part, id, address, task, List.of()), part.own(), parameters)
                .add();
    }

    private TemplatedRouteBuilder addressed(Part part, String id, String address, String task, List<String> jobs) {
        return route(part.name(), id, task, jobs).parameter("endpoint", address);
    }

    /** Takes a route away that nothing runs in. */
    void remove(String id) {
        try {
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException("the route " + id + " cannot be removed", e);
        }
    }

    private TemplatedRouteBuilder route(String template, String id, String task, List<String> jobs) {
        return TemplatedRouteBuilder.builder(camel, template)
                .routeId(id)
                .parameter("task", task)
                .parameter("jobs", String.join(",", jobs))
                .handler(made -> withoutLog(made.getRoute()));
    }

    private static void giveParts(TemplatedRouteBuilder route, Set<String> declared, TaskDefinition task, AddIn addIn) {
        addIn.parts().stream()
                .filter(part -> declared.contains(part.given()))
                .forEach(part -> route.parameter(part.given(), partUri(task.name(), part)));
    }

    private static TemplatedRouteBuilder given(
            TemplatedRouteBuilder route, Set<String> names, Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (names.contains(name)) {
                route.parameter(name, mayStandInRoute(name, value) ? value : "");
            }
        });
        return route;
    }

    /** Camel would log a failure with all its history; the run ends with it, which is logged in one line. */
    private static void withoutLog(RouteDefinition route) {
        if (!route.isErrorHandlerFactorySet()) {
            DefaultErrorHandlerDefinition errorHandler = new DefaultErrorHandlerDefinition();
            errorHandler.setLevel(LoggingLevel.OFF.name());
            route.setErrorHandlerFactory(errorHandler);
        }
    }

    /** What a run of a task begins with, as the route finds it that its add-in has now. */
    TaskVariables.Given given(TaskDefinition task) {
        AddIn addIn = made.get(task.name());
        return variables.of(task, addIn == null ? addIns.get(task.addIn()) : addIn);
    }

    private static boolean mayStandInRoute(String name, String value) {
        return !value.contains("{{") && !SecretNames.isSecret(name);
    }

    /** Adds the route that ticks the task. */
    public void addTick(TaskDefinition task) {
        TemplatedRouteBuilder.builder(camel, TICK)
                .routeId(tickRoute(task.name()))
                .parameter("task", task.name())
                .parameter("cron", task.schedule().looks())
                .add();
    }
}
