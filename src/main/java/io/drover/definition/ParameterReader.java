package io.drover.definition;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters from their elements, and those of a config file over a task's. */
final class ParameterReader {
    private ParameterReader() {}

    /** In file order, by the names as written; a name that is there twice, or a value written twice, is a problem. */
    static Map<String, String> read(List<ParameterXml> elements, Problems problems) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, ParameterXml> byKey = new HashMap<>();
        for (ParameterXml element : elements) {
            ParameterXml first = byKey.putIfAbsent(ParameterNames.key(element.name), element);
            String content = element.content == null ? "" : element.content.strip();
            if (first != null) {
                problems.add(
                        element.line,
                        "parameter \"%s\" is there twice, first as \"%s\" on line %d (case, spaces and punctuation do not matter); keep one"
                                .formatted(element.name, first.name, first.line));
            } else if (element.value != null && !content.isEmpty()) {
                problems.add(
                        element.line,
                        "parameter \"%s\" has its value twice, as attribute and as content; keep one"
                                .formatted(element.name));
            }
            parameters.put(element.name, element.value == null ? content : element.value);
        }
        return parameters;
    }

    /** The task's parameters with the config file's values; those that only the config file has come last. */
    static Map<String, String> override(Map<String, String> own, Map<String, String> config) {
        Map<String, String> ownNames = new HashMap<>();
        own.keySet().forEach(name -> ownNames.put(ParameterNames.key(name), name));
        Map<String, String> merged = new LinkedHashMap<>(own);
        config.forEach((name, value) -> merged.put(ownNames.getOrDefault(ParameterNames.key(name), name), value));
        return merged;
    }
}
