package io.drover.definition;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one file defines. Names are unique in their folder whatever their case. */
public interface Definition {
    String name();

    Path file();

    /** A map that finds names whatever their case. */
    static <D> SortedMap<String, D> byName(Map<String, D> definitions) {
        SortedMap<String, D> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(definitions);
        return byName;
    }
}
