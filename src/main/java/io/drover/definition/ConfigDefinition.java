package io.drover.definition;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A config file's parameters, in file order. */
record ConfigDefinition(Map<String, String> parameters, Path file) implements Definition {

    ConfigDefinition {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }
}
