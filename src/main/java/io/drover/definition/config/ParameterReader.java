package io.drover.definition.config;

import io.drover.definition.WrittenValue;
import io.drover.definition.problem.Problems;
import io.drover.definition.text.ParameterNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters from their elements, and those of a config file over a task's. */
public final class ParameterReader {
    private ParameterReader() {}

    /** In file order, by the names as written; a name that is there twice, or a value written twice, is a problem. */
    public static Map<String, String> read(List<ParameterXml> elements, Problems problems) {
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
        }
        return values(elements);
    }

    /** The same without looking for problems. */
    public static Map<String, String> values(List<ParameterXml> elements) {
        Map<String, String> values = new LinkedHashMap<>();
        elements.forEach(element -> values.put(element.name, value(element)));
        return values;
    }

    /** The values as they are written, each with its place. */
    public static List<WrittenValue> written(Path file, List<ParameterXml> elements) {
        return elements.stream()
                .map(element -> new WrittenValue(file, element.line, element.name, value(element)))
                .toList();
    }

    private static String value(ParameterXml element) {
        if (element.value != null) {
            return element.value;
        }
        return element.content == null ? "" : element.content.strip();
    }

    /** The task's own parameters with the config file's values. */
    public static Map<String, String> override(Map<String, String> own, Map<String, String> config) {
        Map<String, String> values = byKey(config);
        Map<String, String> overridden = new LinkedHashMap<>(own);
        overridden.replaceAll((name, value) -> values.getOrDefault(ParameterNames.key(name), value));
        return overridden;
    }

    /** The config file's parameters that the task does not have. */
    public static Map<String, String> others(Map<String, String> own, Map<String, String> config) {
        Map<String, String> ownKeys = byKey(own);
        Map<String, String> others = new LinkedHashMap<>(config);
        others.keySet().removeIf(name -> ownKeys.containsKey(ParameterNames.key(name)));
        return others;
    }

    private static Map<String, String> byKey(Map<String, String> parameters) {
        Map<String, String> byKey = new HashMap<>();
        parameters.forEach((name, value) -> byKey.put(ParameterNames.key(name), value));
        return byKey;
    }
}
