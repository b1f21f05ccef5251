package io.drover.http;

import io.drover.security.BlobPaths;

/** Bodies of any size, streamed to a file with a limit; see {@link Upload}. */
final class Uploads {
    private static final String ENQUEUE = "/api/connector/enqueue/";
    private static final String JOBS = "/api/jobs/";

    private Uploads() {}

    /** Whether a request's body is an upload: enqueue, blobs, files of jobs. */
    static boolean takes(String method, String path) {
        return switch (method) {
            case "POST" ->
                path.startsWith(ENQUEUE)
                        || (path.startsWith(JOBS) && (path.endsWith("/run") || path.equals("/api/jobs/draft")));
            case "PUT" -> path.startsWith(BlobPaths.PREFIX);
            default -> false;
        };
    }

    /** Whether it makes no sense without content. */
    static boolean needsContent(String path) {
        return path.startsWith(ENQUEUE);
    }
}
