package io.drover.definition.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Tells of problems in files once, again when the file was saved again with it, and when it is gone. For one thread at a time.
 */
public final class ProblemLog {
    private final Logger log;
    /** Each with the time of its file when it was told. */
    private Map<Problem, String> told = Map.of();

    public ProblemLog(Logger log) {
        this.log = log;
    }

    /** Tells what is new of all the problems that there are now. */
    public void say(Collection<Problem> problems) {
        Map<Problem, String> now = new HashMap<>();
        Set<Path> bad = new HashSet<>();
        for (Problem problem : problems) {
            String stamp = stamp(problem.file());
            if (!stamp.equals(told.get(problem)) && now.put(problem, stamp) == null) {
                log.error("{}", problem);
            }
            now.put(problem, stamp);
            bad.add(problem.file());
        }
        told.keySet().stream()
                .map(Problem::file)
                .filter(file -> !bad.contains(file) && Files.exists(file))
                .distinct()
                .sorted()
                .forEach(file -> log.info("{}  is good again", file));
        told = now;
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
