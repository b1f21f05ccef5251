package io.drover.deploy.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files at endpoints with which something went wrong, each for itself: one that cannot be read, a folder that cannot be listed, and a file that
 * was fetched but can be neither deleted nor moved there. They are left alone for a while, longer after each failure; the others go on. Thread-safe.
 */
final class HeldFiles {
    /** Failures in a row after which a file shows in health. */
    private static final int TOO_OFTEN = 2;
    /** Longest pause after a failure, as a multiple of the first. */
    private static final int LONGEST_PAUSE = 30;

    private final Duration retry;
    private final Map<Key, Held> all = new ConcurrentHashMap<>();
    /** When it was last tried to take a file away that had been fetched, by route: one a poll, as some servers take their time to refuse. */
    private final Map<String, Instant> takenAway = new ConcurrentHashMap<>();

    /** A file that a route knows by its path. */
    record Key(String route, String path) {}

    /**
     * What went wrong.
     *
     * @param taken what the file was when it was fetched; null when it has not been
     * @param seen when the server listed it last
     */
    private record Held(String text, int times, Instant last, Object taken, Instant seen) {
        private Held at(Instant now) {
            return new Held(text, times, last, taken, now);
        }
    }

    HeldFiles(Duration retry) {
        this.retry = retry;
    }

    /** Whether a file that its server has listed may be tried now. */
    boolean mayTry(Key file) {
        Instant now = Instant.now();
        Held held = all.computeIfPresent(file, (key, before) -> before.at(now));
        return held == null || now.isAfter(held.last.plus(pause(held.times)));
    }

    /** Longer after each failure, so that what stays as it is does not fill the log. */
    private Duration pause(int times) {
        return retry.multipliedBy(Math.min(times, LONGEST_PAUSE));
    }

    /**
     * Takes note of a failure.
     *
     * @param taken what the file was when it was fetched; null when it could not be
     * @return the pause until the next attempt
     */
    Duration failed(Key file, String text, Object taken) {
        Instant now = Instant.now();
        Held held = all.merge(
                file,
                new Held(text, 1, now, taken, now),
                (before, first) -> new Held(text, before.times + 1, now, taken, now));
        return pause(held.times);
    }

    /** Whether something is wrong with a file, or a folder, since a poll before. */
    boolean has(Key file) {
        return all.containsKey(file);
    }

    /** What a file was when it was fetched, if it was, and has only to be taken away. */
    Optional<Object> taken(Key file) {
        return Optional.ofNullable(all.get(file)).map(Held::taken);
    }

    /** Whether a route may try now to take a file away. */
    boolean mayTakeAway(String route) {
        Instant now = Instant.now();
        Instant tried = takenAway.get(route);
        if (tried != null && now.isBefore(tried.plus(retry))) {
            return false;
        }
        takenAway.put(route, now);
        return true;
    }

    /** The route is no more. */
    void forget(String route) {
        all.keySet().removeIf(file -> file.route.equals(route));
        takenAway.remove(route);
    }

    /** A route has been through what its server lists: what was not there is no more. */
    void polled(String route, Instant begun) {
        all.entrySet()
                .removeIf(entry -> entry.getKey().route.equals(route)
                        && entry.getValue().seen.isBefore(begun));
    }

    /** What is wrong with files of a route, one sentence each, the first name first. */
    List<String> of(String route) {
        return sorted(route).map(entry -> entry.getValue().text).toList();
    }

    /** The same of what failed more than once. */
    List<String> troubles(String route) {
        return sorted(route)
                .filter(entry -> entry.getValue().times >= TOO_OFTEN)
                .map(entry -> entry.getValue().text)
                .toList();
    }

    private Stream<Map.Entry<Key, Held>> sorted(String route) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().route.equals(route))
                .sorted(Comparator.comparing(entry -> entry.getKey().path));
    }

    /** The routes that have such files. */
    List<String> routes() {
        return all.keySet().stream().map(Key::route).distinct().sorted().toList();
    }
}
