package io.drover.connection.named;

import io.drover.connection.definition.ConnectionDefinition;
import io.drover.connection.definition.ConnectionOption;
import io.drover.definition.WrittenValue;
import io.drover.settings.secrets.SecretNames;
import io.drover.settings.secrets.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a connection says, with what it names elsewhere put in.
 *
 * @param options those that are said and not empty
 * @param headers by name, whatever the case
 * @param query by name
 */
record ConnectionValues(
        String name, Map<ConnectionOption, String> options, Map<String, String> headers, Map<String, String> query) {

    /**
     * The values of a definition.
     *
     * @param resolver puts in what stands elsewhere
     * @throws IllegalArgumentException when there is no such thing; has the name of the connection and never a value
     */
    static ConnectionValues of(ConnectionDefinition definition, UnaryOperator<String> resolver) {
        Map<ConnectionOption, String> options = new LinkedHashMap<>();
        definition.options().forEach((option, written) -> {
            String value = resolved(definition.name(), written, resolver);
            if (!value.isEmpty()) {
                options.put(option, value);
            }
        });
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        definition.headers().forEach((name, value) -> headers.put(name, resolved(definition.name(), value, resolver)));
        Map<String, String> query = new LinkedHashMap<>();
        definition.query().forEach((name, value) -> query.put(name, resolved(definition.name(), value, resolver)));
        return new ConnectionValues(definition.name(), options, headers, query);
    }

    private static String resolved(String connection, WrittenValue written, UnaryOperator<String> resolver) {
        try {
            String value = resolver.apply(written.value()).strip();
            if (SecretNames.isSecret(written.name())) {
                Secrets.add(value);
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the connection " + connection + ", " + written.name() + ": " + e.getMessage(), e);
        }
    }
}
