package io.drover.definition;

import io.drover.definition.problem.Problem;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The definitions as they stood when the folders were read: immutable, and usable as a whole.
 *
 * <pre>{@code
 * SortedMap<String, TaskDefinition> tasks = definitions.all(TaskDefinition.class);
 * }</pre>
 */
public final class Definitions {
    /** No definitions: what a server had before it first loaded any. */
    public static final Definitions NONE = new Definitions(Map.of(), List.of());

    private final Map<Class<?>, SortedMap<String, ? extends Definition>> byType;
    private final List<Problem> problems;

    private Definitions(Map<Class<?>, SortedMap<String, ? extends Definition>> byType, List<Problem> problems) {
        this.byType = Map.copyOf(byType);
        this.problems = List.copyOf(problems);
    }

    /** The same with these definitions of a type, and no others of it. */
    public <D extends Definition> Definitions with(Class<D> type, Map<String, D> definitions) {
        var others = new HashMap<>(byType);
        others.put(type, Collections.unmodifiableSortedMap(Definition.byName(definitions)));
        return new Definitions(others, problems);
    }

    Definitions with(List<Problem> found) {
        return new Definitions(byType, found);
    }

    /**
     * The definitions of a type by name; a name is found whatever its case. A definition that was kept because its file is now
     * bad may name another one that is gone.
     */
    @SuppressWarnings("unchecked") // with() puts the definitions of a type beside it
    public <D extends Definition> SortedMap<String, D> all(Class<D> type) {
        return (SortedMap<String, D>) byType.getOrDefault(type, Definition.byName(Map.of()));
    }

    /** The definition of a type that has a name, whatever its case. */
    public <D extends Definition> Optional<D> find(Class<D> type, String name) {
        return Optional.ofNullable(all(type).get(name));
    }

    /** What is wrong in the files, by kind, file and line; the definitions of these files are missing or older ones. */
    public List<Problem> problems() {
        return problems;
    }
}
