package io.drover.deploy.route;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sources whose routes run, and what Camel has of each. */
final class DeployedRoutes {
    private final NavigableMap<Path, Deployed> all = new TreeMap<>(RouteFiles.ORDER);

    /** A source that runs. */
    record Deployed(RouteSource source, RouteContent content) {
        /** Whether it goes by something of one of these names. */
        private boolean uses(Set<String> names) {
            return !names.isEmpty() && (names.stream().anyMatch(source::mentions) || content.matchesAny(names));
        }
    }

    Map<Path, Deployed> all() {
        return all;
    }

    boolean has(Path path) {
        return all.containsKey(path);
    }

    Deployed get(Path path) {
        return all.get(path);
    }

    void put(RouteSource source, RouteContent content) {
        all.put(source.path(), new Deployed(source, content));
    }

    Deployed remove(Path path) {
        return all.remove(path);
    }

    /** Which sources have come, gone or changed. */
    Set<Path> changed(Map<Path, RouteSource> now) {
        Set<Path> changed = new TreeSet<>(RouteFiles.ORDER);
        changed.addAll(all.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(path -> has(path) && get(path).source.saysTheSameAs(now.get(path)));
        return changed;
    }

    /**
     * Adds to the changed sources those whose routes go by what one of them declares, and gives these.
     *
     * @param now those that are there and good
     * @param checked what those have that were checked
     */
    Set<Path> following(Set<Path> changed, Set<Path> now, Map<Path, RouteContent> checked) {
        Set<Path> following = new TreeSet<>(RouteFiles.ORDER);
        int before;
        do {
            before = changed.size();
            Set<String> names = new HashSet<>();
            for (Path path : changed) {
                names.addAll(declared(path, checked));
            }
            all.forEach((path, deployed) -> {
                if (!changed.contains(path)
                        && now.contains(path)
                        && !RouteFiles.isShipped(path)
                        && deployed.uses(names)) {
                    following.add(path);
                }
            });
            changed.addAll(following);
        } while (changed.size() > before);
        return following;
    }

    /** What a source declares, or has declared so far. */
    private Set<String> declared(Path path, Map<Path, RouteContent> checked) {
        Set<String> names = new HashSet<>();
        if (has(path)) {
            names.addAll(get(path).content.declared());
        }
        if (checked.containsKey(path)) {
            names.addAll(checked.get(path).declared());
        }
        return names;
    }
}
