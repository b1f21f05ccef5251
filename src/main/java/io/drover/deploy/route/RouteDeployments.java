package io.drover.deploy.route;

import io.drover.definition.Definitions;
import io.drover.definition.problem.Problem;
import io.drover.definition.problem.ProblemLog;
import io.drover.deploy.route.RouteFile.BadRouteFileException;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of routes/ that run. A changed one is tried in a context of its own first and then takes the place of what ran; a
 * bad one is reported, and what it was before runs on. Used by one thread at a time; {@link #problems} by any.
 */
public final class RouteDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployments.class);
    /** How often a file whose routes are at work is left for the next look before they are made to stop for the swap. */
    private static final int PATIENCE = 10;

    private static final long DRAIN_SECONDS = 5;

    private final ModelCamelContext camel;
    private final Settings settings;
    private final NavigableMap<Path, DeployedFile> deployed = new TreeMap<>(RouteFiles.ORDER);
    /** Files that are loaded, and whose routes have not started yet. */
    private final Set<Path> loaded = new TreeSet<>(RouteFiles.ORDER);
    /** What the last look has swapped, as it was before. */
    private NavigableMap<Path, DeployedFile> before = new TreeMap<>();

    private Map<Path, Problem> bad = new TreeMap<>();
    private final ProblemLog log = new ProblemLog(LOG);
    private boolean swapping;
    private final Map<Path, Integer> waited = new HashMap<>();
    /** Files with routes that cannot start yet. */
    private final Map<Path, WaitingStart> waiting = new ConcurrentSkipListMap<>();

    private volatile Map<Path, Problem> problems = Map.of();

    /** A file that runs, and what Camel has of it. */
    private record DeployedFile(RouteFile file, RouteContent content) {
        /** Whether it goes by something of one of these names. */
        private boolean uses(Set<String> names) {
            return names.stream().anyMatch(file::mentions) || content.matchesAny(names);
        }
    }

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
        this.settings = settings;
    }

    /** Loads files for the first time; {@link #startRoutes} starts their routes. */
    public void load(List<Path> files) {
        bad = new TreeMap<>();
        load(read(files).values());
    }

    /** Brings what runs in line with the files that there are now; {@link #startRoutes} starts the new routes. */
    public Swap reload(List<Path> files) {
        bad = new TreeMap<>();
        swapping = true;
        Map<Path, RouteFile> now = read(files);
        Set<Path> changed = changed(now);
        changed.removeAll(bad.keySet());
        if (changed.isEmpty() && bad.isEmpty() && problems.isEmpty()) {
            return new Swap(true, Set.of());
        }
        Map<Path, RouteContent> checked = check(now, changed);
        changed.removeAll(bad.keySet());
        Set<Path> following = following(changed, now, checked);
        Set<Path> busy = busy(changed, following);
        changed.removeAll(busy);
        Set<String> templates = swap(changed, now);
        return new Swap(busy.isEmpty(), templates);
    }

    /**
     * Starts the routes of what was loaded last: to be called when the jobs, tasks and queues are known that they send to.
     *
     * @return ids of the route templates that have changed once more, because what they came with could not start
     */
    public Set<String> startRoutes() {
        Set<String> templates = new HashSet<>();
        List<Path> failed = new ArrayList<>();
        for (Path path : List.copyOf(loaded)) {
            if (!start(path)) {
                failed.add(path);
                templates.addAll(deployed.remove(path).content.templateIds());
            }
        }
        List<Path> again = failed.stream().filter(before::containsKey).toList();
        loadAgain(again);
        for (Path path : again) {
            if (deployed.containsKey(path)) {
                startAgain(path);
                templates.addAll(before.get(path).content.templateIds());
            }
        }
        loaded.clear();
        report();
        return templates;
    }

    private boolean start(Path path) {
        DeployedFile file = deployed.get(path);
        try {
            Optional<Problem> away = file.file.start(file.content, camel);
            if (away.isPresent()) {
                waiting.put(path, waitingAgain(path, away.get()));
                LOG.error("{}", waiting.get(path).problem());
                return true;
            }
        } catch (BadRouteFileException e) {
            bad.put(path, e.problem());
            return false;
        }
        if (swapping && !bad.containsKey(path)) {
            LOG.info("{}  routes {}", path.getFileName(), before.containsKey(path) ? "changed" : "added");
        }
        return true;
    }

    private WaitingStart waitingAgain(Path path, Problem away) {
        return waiting.getOrDefault(path, new WaitingStart(settings.seconds("drover.endpoints.retry")))
                .failed(away);
    }

    /** Tries routes again that could not start because a server was away, those whose pause is over. */
    public void startWaiting() {
        for (Path path : List.copyOf(waiting.keySet())) {
            if (waiting.get(path).isDue()) {
                startWaiting(path);
            }
        }
    }

    private void startWaiting(Path path) {
        DeployedFile file = deployed.get(path);
        try {
            Optional<Problem> away = file.file.start(file.content, camel);
            if (away.isPresent()) {
                waiting.put(path, waitingAgain(path, away.get()));
                return;
            }
            LOG.info("{}  routes have started", path.getFileName());
        } catch (BadRouteFileException e) {
            LOG.error("{}", e.problem());
            Map<Path, Problem> more = new TreeMap<>(problems);
            more.put(path, e.problem());
            problems = Map.copyOf(more);
            deployed.remove(path);
        }
        waiting.remove(path);
    }

    private Map<Path, RouteFile> read(List<Path> files) {
        Map<Path, RouteFile> read = new TreeMap<>(RouteFiles.ORDER);
        for (Path path : files) {
            try {
                read.put(path, RouteFile.read(path));
            } catch (NoSuchFileException e) {
                LOG.debug("{} was removed since the folder was listed", path);
            } catch (IOException e) {
                bad.put(path, RouteFiles.unreadable(path, e));
            }
        }
        return read;
    }

    private Set<Path> changed(Map<Path, RouteFile> now) {
        Set<Path> changed = new TreeSet<>(RouteFiles.ORDER);
        changed.addAll(deployed.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(
                path -> deployed.containsKey(path) && deployed.get(path).file.saysTheSameAs(now.get(path)));
        return changed;
    }

    /** Loads all as they are to be into a context that is never started: a file may need what another has. */
    private Map<Path, RouteContent> check(Map<Path, RouteFile> now, Set<Path> changed) {
        try (ScratchContext scratch = new ScratchContext(settings)) {
            RouteLoading loading = RouteLoading.of(now.values(), scratch.camel());
            bad.putAll(loading.bad());
            for (Path path : changed) {
                if (deployed.containsKey(path) && !bad.containsKey(path)) {
                    deployed.get(path).content.templateIds().stream()
                            .filter(GeneratedRoutes.TEMPLATES::contains)
                            .filter(id -> !CamelRoutes.hasTemplate(scratch.camel(), id))
                            .forEach(id -> bad.put(path, missing(path, id)));
                }
            }
            return loading.loaded();
        }
    }

    /** Adds to the changed files those whose routes go by what one of them declares, and gives these. */
    private Set<Path> following(Set<Path> changed, Map<Path, RouteFile> now, Map<Path, RouteContent> checked) {
        Set<Path> following = new TreeSet<>(RouteFiles.ORDER);
        int before;
        do {
            before = changed.size();
            Set<String> names = new HashSet<>();
            for (Path path : changed) {
                names.addAll(declared(path, checked));
            }
            deployed.forEach((path, file) -> {
                if (!changed.contains(path)
                        && !bad.containsKey(path)
                        && now.containsKey(path)
                        && !RouteFiles.isShipped(path)
                        && file.uses(names)) {
                    following.add(path);
                }
            });
            changed.addAll(following);
        } while (changed.size() > before);
        return following;
    }

    /** What a file declares, or has declared so far. */
    private Set<String> declared(Path path, Map<Path, RouteContent> checked) {
        Set<String> names = new HashSet<>();
        if (deployed.containsKey(path)) {
            names.addAll(deployed.get(path).content.declared());
        }
        if (checked.containsKey(path)) {
            names.addAll(checked.get(path).declared());
        }
        return names;
    }

    private static Problem missing(Path path, String template) {
        return new Problem(
                path,
                0,
                "its route template '" + template + "' is gone, which Drover makes routes from: bring it back; what was"
                        + " there before runs on");
    }

    /** The files whose routes are at work: to stop them would wait for that. Who is never idle is made to pause. */
    private Set<Path> busy(Set<Path> changed, Set<Path> following) {
        Set<Path> busy = new TreeSet<>();
        for (Path path : changed) {
            if (deployed.containsKey(path)
                    && !isIdle(path, deployed.get(path).content.routeIds())) {
                busy.add(path);
            } else {
                waited.remove(path);
            }
        }
        if (busy.stream().anyMatch(following::contains)) {
            busy.addAll(changed); // else nobody would know later that these are to follow
        }
        return busy;
    }

    private boolean isIdle(Path path, List<String> routes) {
        if (routes.stream().noneMatch(id -> CamelRoutes.runs(camel, id))) {
            return true;
        }
        if (waited.merge(path, 1, Integer::sum) <= PATIENCE) {
            return false;
        }
        waited.remove(path);
        try {
            return CamelRoutes.drain(camel, routes, DRAIN_SECONDS);
        } catch (Exception e) {
            LOG.warn("{}  its routes could not be stopped for the swap: {}", path.getFileName(), e.toString());
            return false;
        }
    }

    /** All go before any comes: a route may move from one file to another. */
    private Set<String> swap(Set<Path> changed, Map<Path, RouteFile> now) {
        Set<String> templates = new HashSet<>();
        before = new TreeMap<>(deployed);
        for (Path path : changed) {
            if (before.containsKey(path)) {
                templates.addAll(before.get(path).content.templateIds());
                remove(path);
            }
        }
        List<RouteFile> coming = new ArrayList<>();
        for (Path path : changed) {
            if (now.containsKey(path)) {
                coming.add(now.get(path));
            } else {
                LOG.info("{}  routes removed", path.getFileName());
            }
        }
        load(coming);
        coming.stream()
                .filter(file -> deployed.containsKey(file.path()))
                .forEach(file ->
                        templates.addAll(deployed.get(file.path()).content.templateIds()));
        loadAgain(coming.stream()
                .map(RouteFile::path)
                .filter(path -> !deployed.containsKey(path) && before.containsKey(path))
                .toList());
        return templates;
    }

    private void remove(Path path) {
        try {
            waiting.remove(path);
            deployed.remove(path).content.remove(camel);
        } catch (Exception e) {
            throw new IllegalStateException("what " + path + " has brought cannot be removed", e);
        }
    }

    private void load(Collection<RouteFile> files) {
        RouteLoading loading = RouteLoading.of(files, camel);
        for (RouteFile file : files) {
            RouteContent content = loading.loaded().get(file.path());
            if (content != null) {
                deployed.put(file.path(), new DeployedFile(file, content));
                loaded.add(file.path());
            }
        }
        bad.putAll(loading.bad());
    }

    /** What was there before comes back, unless another file has taken its place meanwhile. */
    private void loadAgain(List<Path> paths) {
        Map<Path, Problem> why = new HashMap<>(bad);
        load(paths.stream().map(path -> before.get(path).file).toList());
        for (Path path : paths) {
            bad.put(path, deployed.containsKey(path) ? why.get(path) : both(why.get(path), bad.get(path)));
        }
    }

    private void startAgain(Path path) {
        Problem why = bad.get(path);
        boolean again = start(path);
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

    /** A file with a route that sends to a job. */
    public Optional<Path> senderTo(String job) {
        return deployed.entrySet().stream()
                .filter(file -> RouteTargets.sendTo(
                        job, file.getValue().content.routes().all(), camel))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Jobs, tasks and queues that routes name, and that are not among these. */
    public List<Problem> unknownNames(Definitions definitions) {
        TargetNames names = new TargetNames(definitions);
        return deployed.entrySet().stream()
                .flatMap(file -> names.problems(file.getKey(), file.getValue().content, camel).stream())
                .toList();
    }

    /** What is wrong in the files now. */
    public List<Problem> problems() {
        return Stream.concat(
                        problems.values().stream(), waiting.values().stream().map(WaitingStart::problem))
                .sorted((one, other) -> one.file().compareTo(other.file()))
                .toList();
    }
}
