package io.drover.task;

import io.drover.addin.AddIn;
import io.drover.addin.AddInConnection;
import io.drover.addin.AddInParameter;
import io.drover.task.definition.TaskDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a task by its add-in's names. */
final class TaskParameters {
    private static final Pattern OTHER = Pattern.compile("\\{\\{(\\w+)}}");

    private TaskParameters() {}

    /**
     * The parameters that the task or its config file has, as written.
     *
     * @throws IllegalArgumentException when they are not the add-in's; says what is allowed
     */
    static Map<String, String> written(TaskDefinition task, AddIn addIn) {
        Map<String, String> parameters = named(addIn, task.work().parameters());
        AddInConnection.requireNoCredentials(addIn, parameters);
        // A config file serves any task: what it has for other add-ins is none of this one's
        task.work().configOnly().forEach((label, value) -> addIn.parameter(label)
                .ifPresent(parameter -> put(parameters, parameter, value)));
        AddInConnection.complete(addIn, parameters);
        requireAll(addIn, parameters);
        return parameters;
    }

    /**
     * Parameters by the add-in's own names.
     *
     * @throws IllegalArgumentException when they are not the add-in's; says what is allowed
     */
    static Map<String, String> named(AddIn addIn, Map<String, String> labelled) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>();
        labelled.forEach((label, value) -> addIn.parameter(label)
                .ifPresentOrElse(parameter -> put(parameters, parameter, value), () -> unknown.add(label)));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the add-in '" + addIn.name() + "' has no parameter " + unknown
                    + "; it has "
                    + addIn.parameters().stream()
                            .map(AddInParameter::name)
                            .sorted()
                            .toList());
        }
        return parameters;
    }

    /** A value that stands elsewhere is looked at when it is known. */
    private static void put(Map<String, String> parameters, AddInParameter parameter, String value) {
        if (!value.contains("{{") && !parameter.allows(value)) {
            throw new IllegalArgumentException("the parameter " + parameter.name() + " cannot be '" + value
                    + "'; allowed are " + String.join(", ", parameter.allowed()));
        }
        parameters.put(parameter.name(), value);
    }

    static void requireAll(AddIn addIn, Map<String, String> parameters) {
        List<String> missing = addIn.parameters().stream()
                .filter(parameter -> parameter.required() && !parameters.containsKey(parameter.name()))
                .map(parameter -> parameter.name() + " (" + parameter.meaning() + ")")
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the add-in '" + addIn.name() + "' also needs the parameter " + missing);
        }
    }

    /** Adds what a task leaves out: defaults, in which {@code {{name}}} is another parameter. */
    static void addDefaults(AddIn addIn, Map<String, String> parameters) {
        for (AddInParameter parameter : addIn.parameters()) {
            if (parameter.defaultValue() != null) {
                parameters.putIfAbsent(parameter.name(), withOthers(addIn, parameter.defaultValue(), parameters));
            }
        }
    }

    private static String withOthers(AddIn addIn, String value, Map<String, String> parameters) {
        return OTHER.matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(addIn.parameter(found.group(1))
                        .map(other -> parameters.getOrDefault(other.name(), other.defaultValue()))
                        .orElse(found.group())));
    }
}
