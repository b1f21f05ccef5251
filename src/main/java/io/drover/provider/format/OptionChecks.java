package io.drover.provider.format;

import io.drover.definition.FileReference;
import io.drover.definition.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the options of several formats have to check alike. */
public final class OptionChecks {
    private OptionChecks() {}

    /**
     * Adds a problem when a path cannot be that of a stylesheet.
     *
     * @param path of a stylesheet as the job has it, or null
     */
    public static void checkStylesheet(int line, String path, Problems problems) {
        if (path != null
                && (path.matches("(?s)[/\\\\].*|[A-Za-z][A-Za-z0-9+.-]*:.*")
                        || path.matches("(?s)(.*[/\\\\])?\\.\\.([/\\\\].*)?"))) {
            problems.add(
                    line,
                    "xslt=\"%s\" must be a file below Files/Integration, such as Xslt/orders.xsl".formatted(path));
        }
    }

    /** The stylesheet that a job's file names on a line, if it does. */
    public static List<FileReference> stylesheet(Path from, int line, String path) {
        return path == null ? List.of() : List.of(new FileReference(from, line, "stylesheet", path));
    }

    /**
     * Adds a problem when a name is there twice, in whatever case.
     *
     * @param lines of the names so far, which get this one
     * @param kind what is called so
     */
    public static void checkTwice(Map<String, Integer> lines, String kind, String name, int line, Problems problems) {
        Integer first = lines.putIfAbsent(name.toLowerCase(Locale.ROOT), line);
        if (first != null) {
            problems.add(line, "the %s %s is there twice, first on line %d; keep one".formatted(kind, name, first));
        }
    }

    /** The names in a list with commas between them; none of null. */
    public static List<String> names(String list) {
        return list == null
                ? List.of()
                : Stream.of(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}
