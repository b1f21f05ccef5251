package io.drover.deploy.endpoint;

/** The ids of the routes that fetch a job's files from its endpoint and send them there. */
public final class EndpointRouteIds {
    /** Before the name of the job. */
    public static final String FETCH = "fetch-";

    public static final String SEND = "send-";

    private EndpointRouteIds() {}

    static boolean isFetch(String route) {
        return route.startsWith(FETCH);
    }

    /** The job whose files a route fetches or sends. */
    public static String job(String route) {
        return route.substring(isFetch(route) ? FETCH.length() : SEND.length());
    }
}
