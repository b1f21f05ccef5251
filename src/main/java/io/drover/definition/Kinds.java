package io.drover.definition;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The kinds of definition files, told apart by their root elements. */
final class Kinds {
    @SuppressWarnings("rawtypes")
    private static final List<Kind<?, ?>> ALL = ServiceLoader.load(Kind.class, Kinds.class.getClassLoader()).stream()
            .<Kind<?, ?>>map(provider -> provider.get())
            .toList();

    private Kinds() {}

    /** In the order in which messages list them. */
    static List<Kind<?, ?>> all() {
        return ALL;
    }

    /** In the order of loading: the definitions that others refer to come first. */
    static List<Kind<?, ?>> inLoadingOrder() {
        return ALL.stream().sorted(Comparator.comparing(Kind::files)).toList();
    }

    static Optional<Kind<?, ?>> ofRoot(String element) {
        return ALL.stream().filter(kind -> kind.root().equals(element)).findFirst();
    }

    static Kind<?, ?> of(Class<? extends Definition> type) {
        return ALL.stream().filter(kind -> kind.type() == type).findFirst().orElseThrow();
    }

    /** {@code <job> (in Jobs), ...}: for messages. */
    static String allowed() {
        return ALL.stream()
                .map(kind -> "<%s> (in %s)".formatted(kind.root(), kind.folder()))
                .collect(Collectors.joining(", "));
    }
}
