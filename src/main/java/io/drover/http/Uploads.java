package io.drover.http;

/** Bodies of any size, streamed to a file with a limit; see {@link Upload}. */
final class Uploads {
    private Uploads() {}

    /** Whether a request's body is an upload: enqueue, blobs, files of jobs. */
    static boolean takes(String method, String path) {
        throw new UnsupportedOperationException();
    }
}
