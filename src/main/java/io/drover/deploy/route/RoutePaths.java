package io.drover.deploy.route;

import io.drover.deploy.route.fault.RouteRefusal;
import io.drover.security.ReservedPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/** Where routes serve HTTP: Drover's at Drover's paths, others elsewhere. */
final class RoutePaths {
    private RoutePaths() {}

    /**
     * Refuses routes at paths where they do not belong.
     *
     * @param own whether they are Drover's
     * @throws RouteRefusal with the path
     */
    static void require(CamelContext camel, List<String> routes, boolean own) {
        for (String id : routes) {
            Route route = camel.getRoute(id);
            if (route != null && endpoint(route) instanceof PlatformHttpEndpoint http) {
                require(id, http, own);
            }
        }
    }

    /** Of a rest: where its consumer is, which is at the context path and below. */
    private static Endpoint endpoint(Route route) {
        return route.getConsumer() == null
                ? route.getEndpoint()
                : route.getConsumer().getEndpoint();
    }

    private static void require(String id, PlatformHttpEndpoint http, boolean own) {
        String path = "/" + http.getPath().replaceFirst("^/+", "") + (http.isMatchOnUriPrefix() ? "*" : "");
        if (own && !ReservedPaths.has(path)) {
            throw new RouteRefusal(
                    "the path " + path
                            + " is none of Drover's (/api, /data, /metadata, /docs/api, /drover/dmf, those of OAuth): routes of"
                            + " your own belong in files of your own",
                    places(id, path));
        }
        if (!own && ReservedPaths.has(path)) {
            throw new RouteRefusal(
                    "the path " + path
                            + " is Drover's own, as is all at / itself, below /api, /data, /metadata, /docs/api and /drover/dmf,"
                            + " and OAuth's: choose another",
                    places(id, path));
        }
    }

    /** The line with the path, or else with its beginning, as rests have it; or that of the route. */
    private static List<String> places(String id, String path) {
        List<String> places = new ArrayList<>();
        for (String part = path.replaceFirst("\\*$", ""); part.length() > 1; part = part.replaceFirst("/?[^/]*$", "")) {
            places.add(".*[:\"'\\s]" + Pattern.quote(part) + "(?![\\w-]).*");
        }
        places.add(RouteRefusal.named(id));
        return places;
    }
}
