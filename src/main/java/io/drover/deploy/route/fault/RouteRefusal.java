package io.drover.deploy.route.fault;

import java.util.List;
import java.util.regex.Pattern;

/** Why a route file that Camel would take is not taken here; the message is for the person who wrote it. */
public final class RouteRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> places;

    /**
     * Refuses a file.
     *
     * @param places regular expressions of the line that is meant, the best first
     */
    public RouteRefusal(String message, List<String> places) {
        super(message);
        this.places = List.copyOf(places);
    }

    /** Refuses a file; place is a regular expression of the line that is meant. */
    public RouteRefusal(String message, String place) {
        this(message, List.of(place));
    }

    List<String> places() {
        return places;
    }

    /** The line that says an id or a name. */
    public static String named(String id) {
        return ".*\\b(id|name)[\"']?\\s*[:=]\\s*[\"']?" + Pattern.quote(id) + "(?![\\w-]).*";
    }
}
