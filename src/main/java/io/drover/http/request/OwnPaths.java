package io.drover.http.request;

import io.vertx.ext.web.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Drover's own paths, as the routes say them: below /api and /data, and those of OAuth, that begin with a tenant. Clients write
 * them in any case, and ids with or without braces (wire contract 1.0). Other paths are their routes' own.
 */
public final class OwnPaths {
    private static final Pattern ID = Pattern.compile("\\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})}?");

    private final Supplier<List<Route>> routes;
    private volatile Node root;

    /** @param routes that are mounted now */
    public OwnPaths(Supplier<List<Route>> routes) {
        this.routes = routes;
    }

    /** To be called when a route came or went. */
    public void changed() {
        root = null;
    }

    /** A path in the case of its route, ids in lower case without braces. */
    List<String> canonical(List<String> segments) {
        List<String> canonical = new ArrayList<>(segments);
        if (!segments.isEmpty() && !root().resolve(canonical, 0)) {
            lowerPrefix(canonical);
        }
        return canonical;
    }

    /** Whether some route is there for exactly this path. */
    boolean has(List<String> segments) {
        return root().resolve(new ArrayList<>(segments), 0);
    }

    /** So that what no route takes is refused by the rules of its place. */
    private static void lowerPrefix(List<String> segments) {
        String first = segments.get(0).toLowerCase(Locale.ROOT);
        if (first.equals("api") || first.equals("data") || first.equals("metadata")) {
            segments.set(0, first);
            if (segments.size() > 1 && segments.get(1).equalsIgnoreCase("connector")) {
                segments.set(1, "connector");
            }
        }
    }

    private Node root() {
        Node known = root;
        if (known == null) {
            known = new Node();
            for (Route route : routes.get()) {
                String path = route.getPath();
                if (path != null && isRouteOfOwn(path)) {
                    known.add(path.substring(1).split("/", -1), 0);
                }
            }
            root = known;
        }
        return known;
    }

    /** Whether a request's path is one of the API, the connector, the data management actions or the token endpoint. */
    public static boolean isOwn(String path) {
        return path.equals("/data")
                || path.startsWith("/api/")
                || path.startsWith("/data/")
                || path.startsWith("/metadata/")
                || path.contains("/oauth2/");
    }

    private static boolean isRouteOfOwn(String path) {
        return path.startsWith("/api/")
                || path.equals("/data")
                || path.startsWith("/data/")
                || path.startsWith("/metadata/")
                || path.startsWith("/:");
    }

    /** A segment of paths, and those that may follow it. */
    private static final class Node {
        private final Map<String, Node> literals = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private Node parameter;
        private boolean end;
        private boolean open;

        private void add(String[] path, int index) {
            if (index == path.length) {
                end = true;
            } else if (path[index].endsWith("*")) {
                open = true;
            } else if (path[index].startsWith(":")) {
                parameter = parameter == null ? new Node() : parameter;
                parameter.add(path, index + 1);
            } else {
                names.putIfAbsent(path[index], path[index]);
                literals.computeIfAbsent(path[index], name -> new Node()).add(path, index + 1);
            }
        }

        /** Whether a route takes the segments from here on; they are then as it has them. */
        private boolean resolve(List<String> path, int index) {
            if (index == path.size()) {
                return end;
            }
            String segment = path.get(index);
            Node literal = literals.get(segment);
            if (literal != null && literal.resolve(path, index + 1)) {
                path.set(index, names.get(segment));
                return true;
            }
            if (parameter != null && parameter.resolve(path, index + 1)) {
                path.set(index, id(segment));
                return true;
            }
            return open;
        }

        private static String id(String segment) {
            var id = ID.matcher(segment);
            return id.matches() ? id.group(1).toLowerCase(Locale.ROOT) : segment;
        }
    }
}
