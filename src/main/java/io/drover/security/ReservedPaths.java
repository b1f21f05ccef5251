package io.drover.security;

import io.drover.security.gate.PathAccess;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The paths that Drover itself serves, whose rules {@link PathAccess} has. No route of somebody's own is there: what a path is, its
 * route is, and so a decision about the one is a decision about the other.
 */
public final class ReservedPaths {
    private static final Pattern TOKEN = Pattern.compile("/[^/]+/oauth2/(v2\\.0/)?token");

    private static final List<Pattern> RESERVED = List.of(
            Pattern.compile("/?"),
            Pattern.compile("(?i)/(api|data|metadata)([/*].*)?"),
            Pattern.compile("/docs/api([/*].*)?"),
            Pattern.compile(Pattern.quote(BlobPaths.PREFIX) + ".*"),
            TOKEN,
            Pattern.compile("/[^/]+/(v2\\.0/)?\\.well-known/openid-configuration"),
            Pattern.compile("/[^/]+/discovery/(v2\\.0/)?keys"));

    private ReservedPaths() {}

    /**
     * Whether a path is Drover's.
     *
     * @param path of a request, normalised as in {@link RequestHead}, or of a route, with its parameters as {@code {name}} or
     *     {@code :name}
     */
    public static boolean has(String path) {
        return RESERVED.stream().anyMatch(reserved -> reserved.matcher(path).matches());
    }

    /** Whether a path is the token endpoint's, which enters every token in the audit log itself. */
    public static boolean isToken(String path) {
        return TOKEN.matcher(path).matches();
    }
}
