package io.drover.deploy.endpoint;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where an endpoint of files moves what was fetched. With {@code recursive=true} a folder below is looked through as well: what lies in it would
 * be fetched again for ever, each time a folder deeper, and old files would be loaded over newer ones.
 */
final class MovedFiles {
    private static final Set<String> OF_FILES = Set.of("file", "ftp", "ftps", "sftp");
    /** By these the folder may be left out; whether it is, their writer knows. */
    private static final Set<String> LEAVE_OUT = Set.of(
            "antExclude", "antInclude", "exclude", "include", "filter", "filterDirectory", "filterFile", "maxDepth");

    private MovedFiles() {}

    /** What is wrong with the options of an endpoint that files are fetched from. */
    static Optional<String> problem(String scheme, Map<String, Object> options) {
        boolean recursive = "true".equals(options.get("recursive"));
        if (!OF_FILES.contains(scheme) || !recursive || LEAVE_OUT.stream().anyMatch(options::containsKey)) {
            return Optional.empty();
        }
        return Stream.of("move", "preMove", "moveFailed")
                .filter(options::containsKey)
                .filter(option -> isBelow(String.valueOf(options.get(option))))
                .findFirst()
                .map(option -> "with recursive=true, what " + option + "=" + options.get(option)
                        + " moves would be fetched again, for ever: move it to a folder whose name begins with a point, such as "
                        + option
                        + "=.done, or outside, or leave its folder out by antExclude");
    }

    /** Those that begin with a point are not looked through; those from the root on lie elsewhere. */
    private static boolean isBelow(String target) {
        return !target.startsWith("/")
                && Arrays.stream(target.split("/", -1))
                        .noneMatch(step -> step.startsWith(".") && !step.equals(".") && !step.equals(".."));
    }
}
