package io.drover.task;

import io.drover.addin.AddIn;
import io.drover.addin.AddInConnection;
import io.drover.addin.AddInParameter;
import io.drover.addin.AddIns;
import io.drover.addin.notification.NotificationParameters;
import io.drover.addin.paging.TaskChecks;
import io.drover.connection.named.Connection;
import io.drover.connection.named.NamedConnections;
import io.drover.connection.webservice.WebServices;
import io.drover.definition.NoServerException;
import io.drover.settings.secrets.Placeholders;
import io.drover.settings.secrets.Secrets;
import io.drover.task.definition.TaskDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.PropertiesComponent;

/**
 * The parameters of a task as its add-in's route finds them in exchange variables, exactly as they are meant: a template's
 * own <code>{{name}}</code> would resolve placeholders in a value once more, and show a secret in a dump of the route.
 */
public final class TaskVariables {
    private static final Pattern SETTING = Pattern.compile("[A-Za-z_][\\w.-]*");

    private final CamelContext camel;
    private final AddIns addIns;

    public TaskVariables(CamelContext camel) {
        this.camel = camel;
        this.addIns = new AddIns(camel);
    }

    /**
     * What a run begins with.
     *
     * @param connection that the task names; null for none
     */
    record Given(Map<String, String> variables, Connection connection) {
        void put(Exchange exchange) {
            variables.forEach(exchange::setVariable);
            WebServices.goBy(connection, exchange);
        }
    }

    /** What a run of the task begins with. */
    Given of(TaskDefinition task, AddIn addIn) {
        return of(task.name(), addIn, TaskParameters.written(task, addIn));
    }

    /** The same from parameters by the add-in's names. */
    Given of(String task, AddIn addIn, Map<String, String> written) {
        return of(task, addIn, written, this::connection);
    }

    private Given of(String task, AddIn addIn, Map<String, String> written, Function<String, Connection> connections) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("task", task);
        written.forEach((name, value) -> variables.put(name, resolved(name, value)));
        Connection connection = null;
        if (AddInConnection.isNamed(addIn, variables)) {
            String parameter = AddInConnection.parameter(addIn).orElseThrow();
            connection = connection(parameter, variables.get(parameter).strip(), connections);
            AddInConnection.apply(connection, addIn, variables);
        }
        TaskParameters.addDefaults(addIn, variables);
        addIn.parameters().forEach(parameter -> makeKnown(parameter, variables.get(parameter.name())));
        return new Given(variables, connection);
    }

    private static Connection connection(String parameter, String name, Function<String, Connection> connections) {
        try {
            return connections.apply(name);
        } catch (IllegalArgumentException e) { // there is none, or it cannot be used
            throw new IllegalArgumentException("the parameter " + parameter + ": " + e.getMessage(), e);
        }
    }

    private Connection connection(String name) {
        return NoServerException.require(
                        "connection", camel.getRegistry().lookupByNameAndType("connections", NamedConnections.class))
                .get(name);
    }

    /**
     * What a task's notification parameters say; works also where another parameter cannot be resolved, since that is something
     * to tell.
     *
     * @throws IllegalArgumentException when there is no such add-in, or a value cannot be
     */
    public NotificationParameters notification(TaskDefinition task) {
        return NotificationParameters.of(notificationValues(task));
    }

    private Map<String, String> notificationValues(TaskDefinition task) {
        AddIn addIn = addIns.get(task.addIn());
        Set<String> names = addIns.common().stream().map(AddInParameter::name).collect(Collectors.toSet());
        Map<String, String> values = new LinkedHashMap<>();
        TaskParameters.written(task, addIn).forEach((name, value) -> {
            if (names.contains(name)) {
                values.put(name, resolved(name, value));
            }
        });
        addIns.common().forEach(parameter -> values.putIfAbsent(parameter.name(), parameter.defaultValue()));
        return values;
    }

    /** What everybody can read in the add-in is no secret: a default, one of the allowed values. */
    private static void makeKnown(AddInParameter parameter, String value) {
        if (value != null && parameter.allowed().isEmpty() && !value.equals(parameter.defaultValue())) {
            Secrets.addNamed(parameter.name(), value);
        }
    }

    private String resolved(String name, String value) {
        try {
            return Placeholders.resolve(value, this::named);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the parameter " + name + ": " + e.getMessage(), e);
        }
    }

    /** A setting; empty when it is no name, and the braces belong to the text. */
    private Optional<String> named(String name) {
        Optional<String> value = setting(name);
        if (value.isEmpty() && SETTING.matcher(name).matches()) {
            throw new IllegalArgumentException("there is no setting " + name
                    + " in application.properties; braces that are to be sent as they are have a blank: {{ " + name
                    + " }}");
        }
        return value;
    }

    /** A setting's value; what is no setting in it stays as it is, where Camel would give nothing for the whole. */
    private Optional<String> setting(String name) {
        PropertiesComponent properties = camel.getPropertiesComponent();
        String written = properties.loadProperties(name::equals).getProperty(name);
        return written == null || !written.contains("{{")
                ? properties.resolveProperty(name)
                : Optional.of(Placeholders.resolve(written.trim(), properties::resolveProperty));
    }

    /** What keeps a task from being added, with the connections in force. */
    public Optional<String> problem(TaskDefinition task) {
        return problem(task, this::connection);
    }

    /**
     * What keeps a task from being added: no such add-in, or not these parameters.
     *
     * @param connections gives a connection that the task may name, or throws what keeps it from being used
     */
    public Optional<String> problem(TaskDefinition task, Function<String, Connection> connections) {
        try {
            AddIn addIn = addIns.get(task.addIn());
            // a secret that is not there is a problem too
            Map<String, String> variables = of(task.name(), addIn, TaskParameters.written(task, addIn), connections)
                    .variables();
            TaskChecks.check(task.addIn(), variables, task.jobs());
            setting("drover.files").ifPresent(files -> notification(task).requireGood(Path.of(files)));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
