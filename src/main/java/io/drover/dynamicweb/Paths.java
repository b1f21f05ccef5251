package io.drover.dynamicweb;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Dynamicweb's paths: below {@code /Files} whether they begin with that, with a slash or with neither, and {@code ..} begins at
 * {@code /Files/Integration}, which is Drover's {@code Files/Integration}.
 */
final class Paths {
    private static final String FILES = "Files/";
    private static final String INTEGRATION = "Integration";

    private Paths() {}

    /**
     * A path as part of an endpoint's URI.
     *
     * @throws IllegalArgumentException when it leads out of /Files
     */
    static String fromFiles(String path) {
        String below = belowIntegration(path);
        return below.equals(".") ? "{{drover.files}}" : "{{drover.files}}/" + below;
    }

    /**
     * A path as one from Files/Integration; {@code .} for that folder itself, and beginning with {@code ../} for what lies beside it.
     *
     * @throws IllegalArgumentException when it leads out of /Files
     */
    static String belowIntegration(String path) {
        String below = belowFiles(path);
        if (below.equalsIgnoreCase(INTEGRATION)) {
            return ".";
        }
        String start = INTEGRATION + "/";
        return below.regionMatches(true, 0, start, 0, start.length())
                ? below.substring(start.length())
                : below.isEmpty() ? ".." : "../" + below;
    }

    /** A stylesheet; one that lies beside Files/Integration is refused, where a job may not read. */
    static String stylesheet(String option, String path, Notes notes) {
        String below = belowIntegration(path);
        if (below.startsWith("..")) {
            notes.refuse(option + "=" + path
                    + " does not lie below /Files/Integration: copy the stylesheet there, with those that it includes");
        }
        return below;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : path.substring(0, slash);
    }

    private static String belowFiles(String path) {
        String clean = path.replace('\\', '/').replaceAll("/+", "/").replaceAll("^/|/$", "");
        if ((clean + "/").regionMatches(true, 0, FILES, 0, FILES.length())) {
            clean = clean.length() < FILES.length() ? "" : clean.substring(FILES.length());
        } else if (clean.equals("..") || clean.startsWith("../")) {
            clean = INTEGRATION + "/" + clean;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : clean.split("/", -1)) {
            if (segment.equals("..") && segments.pollLast() == null) {
                throw new IllegalArgumentException(
                        "the path " + path + " leads out of /Files; put what it names there");
            }
            if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }
}
