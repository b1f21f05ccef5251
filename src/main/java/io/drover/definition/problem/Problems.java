package io.drover.definition.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the problems of one file.
 *
 * <pre>{@code
 * Problems problems = new Problems(file);
 * problems.add(bean.line, "maxErrors=\"5\" needs onError=\"skip\": remove one of them");
 * return problems.byLine();
 * }</pre>
 */
public final class Problems {
    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    public Problems(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    public void add(int line, String message) {
        found.add(new Problem(file, Math.max(0, line), message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> byLine() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
