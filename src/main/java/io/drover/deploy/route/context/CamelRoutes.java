package io.drover.deploy.route.context;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/** What Camel's own ways of taking out routes leave to be done. */
public final class CamelRoutes {
    private CamelRoutes() {}

    /** Whether an exchange is in a route: to stop it would wait for that, and then break it off. */
    public static boolean runs(CamelContext camel, String id) {
        return camel.getInflightRepository().size(id) > 0;
    }

    /** Stops a route and takes it out, if it is there. */
    public static void remove(CamelContext camel, String id) {
        if (((ModelCamelContext) camel).getRouteDefinition(id) == null && camel.getRoute(id) == null) {
            return;
        }
        try {
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException("the route " + id + " cannot be removed", e);
        }
    }

    /** How long routes that were idle a moment ago are waited for before they are left for the next look. */
    static final long DRAIN_SECONDS = 5;

    /**
     * Lets routes that were idle a moment ago end what has come meanwhile.
     *
     * @return false: they are at work, and run on
     */
    public static boolean drain(CamelContext camel, Collection<String> ids) {
        try {
            return drain(
                    camel, ids.stream().filter(id -> camel.getRoute(id) != null).toList(), DRAIN_SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the routes " + ids + " cannot be stopped", e);
        }
    }

    /**
     * Lets routes end what they are at, and take nothing new meanwhile.
     *
     * @param seconds how long each may take
     * @return false: one took longer, and all of them run on
     */
    public static boolean drain(CamelContext camel, Collection<String> ids, long seconds) throws Exception {
        Set<String> stopped = new HashSet<>();
        for (String id : ids) {
            boolean ended = camel.getRouteController().stopRoute(id, seconds, TimeUnit.SECONDS, true);
            stopped.add(id);
            if (!ended) {
                for (String again : stopped) {
                    camel.getRouteController().startRoute(again);
                }
                return false;
            }
        }
        return true;
    }

    /** Whether there is a route template of this id. */
    public static boolean hasTemplate(CamelContext camel, String id) {
        return ((ModelCamelContext) camel).getRouteTemplateDefinition(id) != null;
    }

    /** The sentence of the innermost cause; of an exception of Drover its own, which says more than what it was caused by. */
    public static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && !isOurs(innermost)) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof ClassNotFoundException) {
            return "there is no class " + innermost.getMessage();
        }
        String message = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return message.replaceAll("\\s+", " ");
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getMessage() != null && failure.getClass().getName().startsWith("io.drover.");
    }
}
