package io.drover.connection.definition;

import io.drover.definition.HeadedDefinition;
import io.drover.definition.WrittenValue;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A connection, its values as they are written: what they stand for elsewhere is looked up when they are used.
 *
 * @param options by the names of {@link ConnectionOption}; those that are left out are not there; a config file's values have already won
 * @param headers by name
 * @param query its parameters by name
 * @param config the config file, or null
 */
public record ConnectionDefinition(
        Head head,
        Map<ConnectionOption, WrittenValue> options,
        Map<String, WrittenValue> headers,
        Map<String, WrittenValue> query,
        Path config)
        implements HeadedDefinition {

    /**
     * Which one it is.
     *
     * @param description empty when there is none
     * @param line of its root element
     */
    public record Head(String name, String description, int line, Path file) implements HeadedDefinition.Head {}

    public ConnectionDefinition {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** An option as it is written. */
    public Optional<WrittenValue> option(ConnectionOption option) {
        return Optional.ofNullable(options.get(option));
    }

    /** All values, each with its place. */
    public List<WrittenValue> values() {
        return Stream.of(options, headers, query)
                .flatMap(values -> values.values().stream())
                .toList();
    }
}
