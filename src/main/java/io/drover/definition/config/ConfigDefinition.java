package io.drover.definition.config;

import io.drover.definition.Definition;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A config file's parameters, in file order. */
public record ConfigDefinition(Map<String, String> parameters, Path file) implements Definition {

    public ConfigDefinition {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }
}
