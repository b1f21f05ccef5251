package io.drover.addin;

import io.drover.connection.definition.ConnectionOption;
import io.drover.connection.named.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the connection that a task names says in place of the task's parameters. */
public final class AddInConnection {
    private static final String URL = "webServiceUrl";

    private static final Set<String> CREDENTIALS = Arrays.stream(ConnectionOption.values())
            .filter(ConnectionOption::isCredential)
            .map(ConnectionOption::label)
            .collect(Collectors.toUnmodifiableSet());

    private AddInConnection() {}

    /** The parameter of an add-in that names a connection. */
    public static Optional<String> parameter(AddIn addIn) {
        return addIn.parameters().stream()
                .filter(AddInParameter::isConnection)
                .map(AddInParameter::name)
                .findFirst();
    }

    /** Whether parameters name one, be it by a placeholder. */
    public static boolean isNamed(AddIn addIn, Map<String, String> parameters) {
        return parameter(addIn)
                .map(name -> !parameters.getOrDefault(name, "").isBlank())
                .orElse(false);
    }

    /** Makes what it says no longer needed: the connection has an address. */
    public static void complete(AddIn addIn, Map<String, String> parameters) {
        if (isNamed(addIn, parameters) && addIn.parameter(URL).isPresent()) {
            parameters.putIfAbsent(URL, "");
        }
    }

    /**
     * Refuses parameters of a task that say who asks, where its connection does.
     *
     * @param own those of the task's own file
     */
    public static void requireNoCredentials(AddIn addIn, Map<String, String> own) {
        List<String> said = own.keySet().stream()
                .filter(CREDENTIALS::contains)
                .filter(name -> isNamed(addIn, own))
                .sorted()
                .toList();
        if (!said.isEmpty()) {
            throw new IllegalArgumentException("the parameter " + said.get(0)
                    + " cannot be set beside a connection, which says who asks: take " + String.join(", ", said)
                    + " out, or the connection");
        }
    }

    /**
     * Puts a connection's values beside those that are written, over them where they say who asks.
     *
     * @param variables without defaults
     * @throws IllegalArgumentException when the address is none of the connection
     */
    public static void apply(Connection connection, AddIn addIn, Map<String, String> variables) {
        variables.keySet().removeAll(CREDENTIALS);
        connection.taskParameters(true).forEach((name, value) -> put(addIn, variables, name, value));
        connection.taskParameters(false).forEach((name, value) -> {
            boolean coarse = name.equals("requestTimeout") && variables.containsKey("requestTimeoutInMinutes");
            if (!coarse && !variables.containsKey(name)) {
                put(addIn, variables, name, value);
            }
        });
        if (addIn.parameter(URL).isPresent()) {
            variables.put(URL, address(connection, variables.getOrDefault(URL, "")));
        }
    }

    private static String address(Connection connection, String path) {
        try {
            return connection.address(path);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the parameter " + URL + ": " + e.getMessage(), e);
        }
    }

    private static void put(AddIn addIn, Map<String, String> variables, String name, String value) {
        addIn.parameter(name).ifPresent(parameter -> variables.put(parameter.name(), value));
    }
}
