package io.drover.http;

import io.drover.http.upload.Upload;

/** What the server must know of Drover's own operations, whatever the routes are that carry them out. */
public interface OwnOperations {

    /**
     * Whether the audit log has a line of each request for it.
     *
     * @param path of the route, with {@code {name}}s in it
     */
    boolean isAudited(String method, String path);

    /**
     * Whether the body is an {@link Upload}.
     *
     * @param path of a request
     */
    boolean takesUpload(String method, String path);

    /** Whether that upload is to be a form with files in it; else it may be none. */
    boolean takesForm(String method, String path);

    /** Whether an upload there makes no sense without content. */
    boolean needsContent(String path);
}
