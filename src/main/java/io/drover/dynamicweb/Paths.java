package io.drover.dynamicweb;

/** Dynamicweb's paths begin at its web root: {@code /Files/Integration} is Drover's {@code Files/Integration}. */
final class Paths {
    private static final String INTEGRATION = "Files/Integration/";

    private Paths() {}

    /** A path as part of an endpoint's URI. */
    static String fromFiles(String path) {
        String clean = clean(path);
        return clean.startsWith(INTEGRATION)
                ? "{{drover.files}}/" + clean.substring(INTEGRATION.length())
                : "{{drover.files}}/../" + (clean.startsWith("Files/") ? clean.substring("Files/".length()) : clean);
    }

    /** A path as one below Files/Integration. */
    static String belowIntegration(String path) {
        String clean = clean(path);
        if (clean.startsWith(INTEGRATION)) {
            return clean.substring(INTEGRATION.length());
        }
        return clean.startsWith("Files/") ? "../" + clean.substring("Files/".length()) : clean;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : path.substring(0, slash);
    }

    private static String clean(String path) {
        String clean = path.replace('\\', '/').replaceAll("/+", "/").replaceAll("^/|/$", "");
        return clean.regionMatches(true, 0, "Files/", 0, "Files/".length())
                ? (clean.regionMatches(true, 0, INTEGRATION, 0, INTEGRATION.length())
                        ? INTEGRATION + clean.substring(INTEGRATION.length())
                        : "Files/" + clean.substring("Files/".length()))
                : clean;
    }
}
