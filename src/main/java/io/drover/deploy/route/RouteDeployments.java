package io.drover.deploy.route;

import io.drover.definition.Definitions;
import io.drover.definition.problem.Problem;
import io.drover.definition.problem.ProblemLog;
import io.drover.deploy.route.DeployedRoutes.Deployed;
import io.drover.deploy.route.RouteStarter.Deadline;
import io.drover.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of routes/ that run, and the classes of the user's own that make routes. A changed file is tried in a context of its own
 * first and then takes the place of what ran; a bad one is reported, and what it was before runs on. Used by one thread at a time;
 * {@link #problems} by any.
 */
public final class RouteDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployments.class);

    private final ModelCamelContext camel;
    private final RouteCheck check;
    private final DeployedRoutes deployed = new DeployedRoutes();
    private final RouteStarts starts;
    private final UnloadedRoutes unloaded;
    private final IdleRoutes idle;
    private List<JavaRoutes> classes = List.of();
    /** Sources that are loaded, and whose routes have not started yet. */
    private final Set<Path> loaded = new TreeSet<>(RouteFiles.ORDER);
    /** What the last look has swapped, as it was before. */
    private Map<Path, Deployed> before = Map.of();

    private Map<Path, Problem> bad = new TreeMap<>();
    private final ProblemLog log = new ProblemLog(LOG);
    private boolean swapping;

    private volatile Map<Path, Problem> problems = Map.of();

    /**
     * What a look at the files has come to.
     *
     * @param done false: some changed files have routes at work, and are to be looked at again
     * @param templates ids of the route templates that have come, gone or changed
     */
    public record Swap(boolean done, Set<String> templates) {
        public Swap {
            templates = Set.copyOf(templates);
        }
    }

    public RouteDeployments(CamelContext camel, Settings settings) {
        this.camel = (ModelCamelContext) camel;
        this.check = new RouteCheck(settings);
        RouteStarter starter = new RouteStarter(this.camel);
        this.starts = new RouteStarts(this.camel, starter, settings.seconds("drover.endpoints.retry"));
        this.unloaded = new UnloadedRoutes(settings.seconds("drover.endpoints.retry"));
        this.idle = new IdleRoutes(this.camel, deployed, starter);
    }

    /** Loads files and classes for the first time; {@link #startRoutes} starts their routes. */
    public void loadAll(List<Path> files) {
        classes = RouteClasses.of(camel);
        load(files);
    }

    /** Loads files for the first time, and no classes; {@link #startRoutes} starts their routes. */
    public void load(List<Path> files) {
        bad = new TreeMap<>();
        load(read(files).values());
    }

    /** Brings what runs in line with the files that there are now; {@link #startRoutes} starts the new routes. */
    public Swap reload(List<Path> files) {
        bad = new TreeMap<>();
        swapping = true;
        Map<Path, RouteSource> now = read(files);
        Set<Path> changed = deployed.changed(now);
        changed.addAll(unloaded.paths());
        changed.removeAll(bad.keySet());
        if (changed.isEmpty() && bad.isEmpty() && problems.isEmpty()) {
            return new Swap(true, Set.of());
        }
        Map<Path, RouteContent> checked = check.of(now.values(), changed, deployed, bad);
        changed.removeAll(bad.keySet());
        Set<Path> good = new HashSet<>(now.keySet());
        good.removeAll(bad.keySet());
        Set<Path> following = deployed.following(changed, good, checked);
        Set<Path> busy = idle.busy(changed, following);
        changed.removeAll(busy);
        Set<String> templates = swap(changed, now);
        return new Swap(busy.isEmpty(), templates);
    }

    private Map<Path, RouteSource> read(List<Path> files) {
        Map<Path, RouteSource> read = RouteFiles.read(files, bad);
        classes.forEach(routes -> read.put(routes.path(), routes));
        return read;
    }

    /**
     * Starts the routes of what was loaded last: to be called when the jobs, tasks and queues are known that they send to.
     *
     * @return ids of the route templates that have changed once more, because what they came with could not start
     */
    public Set<String> startRoutes() {
        Set<String> templates = new HashSet<>();
        Deadline deadline = RouteStarts.deadline();
        List<Path> failed = new ArrayList<>();
        for (Path path : List.copyOf(loaded)) {
            if (!start(path, deadline)) {
                failed.add(path);
                templates.addAll(deployed.remove(path).content().templateIds());
            }
        }
        List<Path> again = failed.stream().filter(before::containsKey).toList();
        loadAgain(again);
        for (Path path : again) {
            if (deployed.has(path)) {
                startAgain(path, deadline);
                templates.addAll(before.get(path).content().templateIds());
            }
        }
        loaded.clear();
        report();
        return templates;
    }

    private boolean start(Path path, Deadline deadline) {
        try {
            starts.start(deployed.get(path), deadline);
        } catch (BadRoutesException e) {
            bad.put(path, e.problem());
            return false;
        }
        if (swapping && !bad.containsKey(path)) {
            LOG.info("{}  routes {}", path.getFileName(), before.containsKey(path) ? "changed" : "added");
        }
        return true;
    }

    /** Tries routes again that could not start, or be loaded, because a server was away, those whose pause is over. */
    public void startWaiting() {
        unloaded.due().forEach(this::loadWaiting);
        for (Path path : starts.due(deployed)) {
            try {
                starts.startAgain(deployed.get(path));
            } catch (BadRoutesException e) {
                refuse(path, e.problem());
            }
        }
    }

    private void loadWaiting(RouteSource source) {
        Path path = source.path();
        load(List.of(source));
        loaded.remove(path);
        try {
            if (bad.containsKey(path)) {
                unloaded.remove(path);
                refuse(path, bad.remove(path));
            } else if (deployed.has(path)) {
                unloaded.remove(path);
                starts.start(deployed.get(path), RouteStarts.deadline());
                if (!starts.isWaiting(path)) {
                    LOG.info("{}  routes have started", path.getFileName());
                }
            }
        } catch (BadRoutesException e) {
            refuse(path, e.problem());
        }
    }

    /** What has waited can never start: nothing of it stays. */
    private void refuse(Path path, Problem why) {
        LOG.error("{}", why);
        Map<Path, Problem> more = new TreeMap<>(problems);
        more.put(path, why);
        problems = Map.copyOf(more);
        deployed.remove(path);
    }

    /** All go before any comes: a route may move from one file to another. */
    private Set<String> swap(Set<Path> changed, Map<Path, RouteSource> now) {
        Set<String> templates = new HashSet<>();
        before = Map.copyOf(deployed.all());
        for (Path path : changed) {
            unloaded.remove(path);
            if (before.containsKey(path)) {
                templates.addAll(before.get(path).content().templateIds());
                starts.remove(deployed.remove(path));
            }
        }
        List<RouteSource> coming = new ArrayList<>();
        for (Path path : changed) {
            if (now.containsKey(path)) {
                coming.add(now.get(path));
            } else {
                LOG.info("{}  routes removed", path.getFileName());
            }
        }
        load(coming);
        coming.stream()
                .filter(file -> deployed.has(file.path()))
                .forEach(file ->
                        templates.addAll(deployed.get(file.path()).content().templateIds()));
        loadAgain(coming.stream()
                .map(RouteSource::path)
                .filter(path -> !deployed.has(path) && !unloaded.has(path) && before.containsKey(path))
                .toList());
        return templates;
    }

    private void load(Collection<RouteSource> sources) {
        RouteLoading loading = RouteLoading.of(sources, camel);
        for (RouteSource source : sources) {
            RouteContent content = loading.loaded().get(source.path());
            if (content != null) {
                deployed.put(source, content);
                loaded.add(source.path());
            } else if (loading.away().containsKey(source.path())) {
                unloaded.failed(source, loading.away().get(source.path()));
            }
        }
        bad.putAll(loading.bad());
    }

    /** What was there before comes back, unless another file has taken its place meanwhile. */
    private void loadAgain(List<Path> paths) {
        Map<Path, Problem> why = new HashMap<>(bad);
        load(paths.stream().map(path -> before.get(path).source()).toList());
        for (Path path : paths) {
            bad.put(path, deployed.has(path) ? why.get(path) : both(why.get(path), bad.get(path)));
        }
    }

    private void startAgain(Path path, Deadline deadline) {
        Problem why = bad.get(path);
        boolean again = start(path, deadline);
        if (!again) {
            deployed.remove(path);
        }
        bad.put(path, again ? why : both(why, bad.get(path)));
    }

    private static Problem both(Problem why, Problem again) {
        return new Problem(
                why.file(),
                why.line(),
                why.message() + "; nor can what it was before be loaded again: " + again.message());
    }

    private void report() {
        log.say(bad.values());
        problems = Map.copyOf(bad);
    }

    /** A file or class with a route that sends to a job. */
    public Optional<Path> senderTo(String job) {
        return deployed.all().entrySet().stream()
                .filter(file -> RouteTargets.sendTo(
                        job, file.getValue().content().routes().all(), camel))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Jobs, tasks and queues that routes name, and that are not among these. */
    public List<Problem> unknownNames(Definitions definitions) {
        TargetNames names = new TargetNames(definitions);
        return deployed.all().entrySet().stream()
                .flatMap(file -> names.problems(file.getKey(), file.getValue().content(), camel).stream())
                .toList();
    }

    /** What is wrong in the files now. */
    public List<Problem> problems() {
        return Stream.of(problems.values(), starts.problems(), unloaded.problems())
                .flatMap(Collection::stream)
                .sorted((one, other) -> one.file().compareTo(other.file()))
                .toList();
    }
}
