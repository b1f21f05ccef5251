package io.drover.task;

import io.drover.definition.ParameterNames;
import io.drover.definition.TaskDefinition;
import io.drover.settings.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/** Makes a task's two routes from their templates: the add-in, and the tick. */
public final class TaskRoutes {
    /** Template of the route that ticks a task, in routes/scheduled-tasks.camel.yaml. */
    private static final String TICK = "scheduled-task";

    /** Parameters of an add-in that Drover gives itself. */
    private static final Set<String> GIVEN = Set.of("task", "endpoint", "jobs");

    private static final Pattern SECRET = Pattern.compile("(?i)key|password|secret|token");

    private final CamelContext camel;

    public TaskRoutes(CamelContext camel) {
        this.camel = camel;
    }

    /** Where the route of a task's add-in starts. */
    static String addInUri(String task) {
        return "direct:task/" + task;
    }

    public static String addInRoute(String task) {
        return "task-" + task;
    }

    public static String tickRoute(String task) {
        return "tick-" + task;
    }

    /**
     * Adds the route of the task's add-in.
     *
     * @throws IllegalArgumentException when there is no such add-in, or its parameters are not these; says what is allowed
     */
    public void addAddIn(TaskDefinition task) {
        RouteTemplateDefinition addIn = template(task.addIn());
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(camel, task.addIn())
                .routeId(addInRoute(task.name()))
                .parameter("task", task.name())
                .parameter("endpoint", addInUri(task.name()))
                .parameter("jobs", String.join(",", task.jobs()))
                .handler(template -> withoutLog(template.getRoute()));
        parameters(task, addIn)
                .forEach((name, value) -> builder.parameter(name, mayStandInRoute(name, value) ? value : ""));
        builder.add();
    }

    /** Camel would log a failure with all its history; the run ends with it, which is logged in one line. */
    private static void withoutLog(RouteDefinition route) {
        if (!route.isErrorHandlerFactorySet()) {
            DefaultErrorHandlerDefinition errorHandler = new DefaultErrorHandlerDefinition();
            errorHandler.setLevel(LoggingLevel.OFF.name());
            route.setErrorHandlerFactory(errorHandler);
        }
    }

    /**
     * The parameters of a task as its add-in's route finds them in exchange variables, exactly as they are meant: a template's
     * own <code>{{name}}</code> would resolve placeholders in a value once more, and show a secret in a dump of the route.
     */
    Map<String, String> variables(TaskDefinition task) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("task", task.name());
        parameters(task, template(task.addIn()))
                .forEach((name, value) -> variables.put(name, Placeholders.resolve(value, this::setting)));
        return variables;
    }

    private Optional<String> setting(String name) {
        return camel.getPropertiesComponent().resolveProperty(name);
    }

    private static boolean mayStandInRoute(String name, String value) {
        return !value.contains("{{") && !SECRET.matcher(name).find();
    }

    /** Adds the route that ticks the task. */
    public void addTick(TaskDefinition task) {
        TemplatedRouteBuilder.builder(camel, TICK)
                .routeId(tickRoute(task.name()))
                .parameter("task", task.name())
                .parameter("cron", task.schedule().looks())
                .add();
    }

    /** What keeps a task from being added: no such add-in, or not these parameters. */
    public Optional<String> problem(TaskDefinition task) {
        try {
            variables(task); // a secret that is not there is a problem too
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private RouteTemplateDefinition template(String addIn) {
        List<RouteTemplateDefinition> all = ((ModelCamelContext) camel).getRouteTemplateDefinitions();
        return all.stream()
                .filter(template -> template.getId().equals(addIn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no add-in '" + addIn + "'; there are "
                        + all.stream()
                                .filter(TaskRoutes::isAddIn)
                                .map(RouteTemplateDefinition::getId)
                                .sorted()
                                .toList()
                        + " in routes/add-ins"));
    }

    private static boolean isAddIn(RouteTemplateDefinition template) {
        return template.getTemplateParameters() != null
                && template.getTemplateParameters().stream()
                        .anyMatch(p -> p.getName().equals("endpoint"));
    }

    /** The task's parameters by the template's names: "Web service URL" is webServiceUrl. */
    private static Map<String, String> parameters(TaskDefinition task, RouteTemplateDefinition addIn) {
        Map<String, String> names = addIn.getTemplateParameters().stream()
                .map(RouteTemplateParameterDefinition::getName)
                .filter(name -> !GIVEN.contains(name))
                .collect(Collectors.toMap(ParameterNames::key, name -> name));
        Map<String, String> parameters = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>();
        task.parameters().forEach((label, value) -> {
            String name = names.get(ParameterNames.key(label));
            if (name == null) {
                unknown.add(label);
            } else {
                parameters.put(name, value);
            }
        });
        // A config file serves any task: what it has for other add-ins is none of this one's
        task.configOnly().forEach((label, value) -> {
            String name = names.get(ParameterNames.key(label));
            if (name != null) {
                parameters.put(name, value);
            }
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the add-in '" + task.addIn() + "' has no parameter " + unknown
                    + "; it has " + new TreeSet<>(names.values()));
        }
        requireAll(task, addIn, parameters);
        return parameters;
    }

    private static void requireAll(TaskDefinition task, RouteTemplateDefinition addIn, Map<String, String> parameters) {
        List<String> missing = addIn.getTemplateParameters().stream()
                .filter(parameter -> parameter.getDefaultValue() == null
                        && !Boolean.FALSE.equals(parameter.getRequired())
                        && !GIVEN.contains(parameter.getName())
                        && !parameters.containsKey(parameter.getName()))
                .map(parameter -> parameter.getName() + " (" + parameter.getDescription() + ")")
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the add-in '" + task.addIn() + "' also needs the parameter " + missing);
        }
    }
}
