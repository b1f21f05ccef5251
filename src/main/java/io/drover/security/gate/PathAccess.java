package io.drover.security.gate;

import io.drover.security.Access;
import io.drover.security.BlobPaths;
import io.drover.security.RequestHead;
import io.drover.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a path is, and so who may ask for it. What is not known here needs a token. */
public final class PathAccess {
    /**
     * The root says that a server is there, and a page what it takes; tokens and their keys are asked for without one; a blob's
     * URL is signed itself.
     */
    private static final List<Pattern> OPEN = List.of(
            Pattern.compile("(GET|HEAD) (/|/docs/api)"),
            Pattern.compile("POST /[^/]+/oauth2/(v2\\.0/)?token"),
            Pattern.compile("GET /[^/]+/(v2\\.0/)?\\.well-known/openid-configuration"),
            Pattern.compile("GET /[^/]+/discovery/(v2\\.0/)?keys"),
            Pattern.compile("[A-Z]+ " + Pattern.quote(BlobPaths.PREFIX) + ".+"));

    private final List<String> openPaths;
    private final Access.OfApi api;

    PathAccess(Settings settings, Access.OfApi api) {
        this.api = api;
        this.openPaths = Arrays.stream(settings.get("drover.http.open-paths").split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(PathAccess::checked)
                .toList();
    }

    private static String checked(String path) {
        if (!path.startsWith("/") || path.startsWith("/api/") || path.equals("/api") || path.equals("/*")) {
            throw new IllegalArgumentException(
                    "drover.http.open-paths has '" + path
                            + "'; it takes paths of one's own routes such as /shop/orders, or /shop/* for all below, and never /api");
        }
        return path;
    }

    /** @param path as in {@link RequestHead} */
    Access of(String method, String path) {
        if (is(path, "/api/connector") || is(path, "/data") || is(path, "/metadata")) {
            return Access.APPLICATIONS;
        }
        if (path.equals("/api/openapi.yaml") || path.equals("/api/openapi.json")) {
            return Access.OPEN;
        }
        if (is(path, "/api")) {
            return api.of(method, path);
        }
        if (OPEN.stream().anyMatch(open -> open.matcher(method + " " + path).matches())
                || openPaths.stream().anyMatch(open -> matches(open, path))) {
            return Access.OPEN;
        }
        return Access.MACHINE;
    }

    private static boolean is(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    private static boolean matches(String open, String path) {
        return open.endsWith("/*") ? path.startsWith(open.substring(0, open.length() - 1)) : path.equals(open);
    }
}
