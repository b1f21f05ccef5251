package io.drover.deploy.route;

import io.drover.connection.Unreached;
import io.drover.definition.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * Several sources of routes loaded into a context at once: what they declare comes before the routes of any, whatever they are called,
 * and what is declared with the help of another's after that.
 */
final class RouteLoading {
    private final CamelContext camel;
    private final Map<Path, RouteContent> loaded = new LinkedHashMap<>();
    private final Map<Path, Problem> bad = new LinkedHashMap<>();
    private final Map<Path, Problem> away = new LinkedHashMap<>();

    private RouteLoading(CamelContext camel) {
        this.camel = camel;
    }

    static RouteLoading of(Collection<? extends RouteSource> sources, CamelContext camel) {
        RouteLoading loading = new RouteLoading(camel);
        List<RouteLoad> configured = loading.configure(List.copyOf(sources));
        loading.declare(configured).forEach(loading::addRoutes);
        return loading;
    }

    /** What was loaded of which file. */
    Map<Path, RouteContent> loaded() {
        return loaded;
    }

    /** What is wrong with those that were not. */
    Map<Path, Problem> bad() {
        return bad;
    }

    /** What keeps those from being loaded yet whose endpoints ask a server that is away as they are made. */
    Map<Path, Problem> away() {
        return away;
    }

    private interface Step {
        void take(RouteLoad load) throws BadRoutesException;
    }

    /** What needs something that another declares is tried again when that is there. */
    private List<RouteLoad> configure(List<RouteSource> sources) {
        List<RouteLoad> configured = new ArrayList<>();
        List<RouteSource> left = sources.stream().sorted(RouteSource.BY_PATH).toList();
        int before;
        do {
            before = left.size();
            left = left.stream()
                    .filter(file -> !take(new RouteLoad(file, camel), RouteLoad::configure, configured))
                    .toList();
        } while (!left.isEmpty() && left.size() < before);
        return configured;
    }

    /** The same. */
    private List<RouteLoad> declare(List<RouteLoad> configured) {
        List<RouteLoad> declared = new ArrayList<>();
        List<RouteLoad> left = configured;
        while (!left.isEmpty()) {
            List<RouteSource> again = left.stream()
                    .filter(load -> !take(load, RouteLoad::declare, declared))
                    .map(RouteLoad::source)
                    .toList();
            if (again.size() == left.size()) {
                break;
            }
            Map<Path, Problem> why = new LinkedHashMap<>(bad);
            left = configure(again);
            again.forEach(file -> bad.putIfAbsent(file.path(), why.get(file.path())));
        }
        declared.sort(Comparator.comparing(RouteLoad::source, RouteSource.BY_PATH));
        return declared;
    }

    private boolean take(RouteLoad load, Step step, List<RouteLoad> taken) {
        try {
            step.take(load);
            taken.add(load);
            bad.remove(load.source().path());
            return true;
        } catch (BadRoutesException e) {
            bad.put(load.source().path(), e.problem());
            return false;
        }
    }

    private void addRoutes(RouteLoad load) {
        try {
            load.addRoutes();
            if (load.isEmpty()) {
                throw load.source()
                        .bad(new IllegalArgumentException("There is nothing in it that Camel knows: a list of route,"
                                + " rest, routeTemplate or beans is expected"));
            }
            loaded.put(load.source().path(), load.content());
        } catch (BadRoutesException e) {
            (Unreached.isReasonOf(e.getCause()) ? away : bad).put(load.source().path(), e.problem());
        }
    }
}
