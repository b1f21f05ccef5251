package io.drover.connector;

import io.drover.security.BlobPaths;
import java.util.regex.Pattern;

/** The paths of Dynamics' interfaces, for what is decided about a request before its route has it. */
public final class ConnectorPaths {
    static final String ENQUEUE = "/api/connector/enqueue/";

    /** Actions of data management that read by POST, or enter messages. */
    private static final Pattern READING_OR_ENTERING =
            Pattern.compile("/data/.*\\.(Get|Generate|Initialize|ImportFrom|ExportTo|ExportFrom)[^.]*");

    private ConnectorPaths() {}

    /** Whether the body of a request there is a file of any size. */
    public static boolean takesUpload(String method, String path) {
        return switch (method) {
            case "POST" -> path.startsWith(ENQUEUE);
            case "PUT" -> path.startsWith(BlobPaths.PREFIX);
            default -> false;
        };
    }

    /** Whether an upload there makes no sense without content. */
    public static boolean needsContent(String path) {
        return path.startsWith(ENQUEUE);
    }

    /**
     * Whether what is done there is on record besides the audit log, or changes nothing: messages have the application that sent
     * them, a blob's URL was given to one.
     *
     * @param path of a route
     */
    public static boolean isOnRecord(String path) {
        return path.startsWith("/api/connector/")
                || path.startsWith(BlobPaths.PREFIX)
                || READING_OR_ENTERING.matcher(path).matches();
    }
}
