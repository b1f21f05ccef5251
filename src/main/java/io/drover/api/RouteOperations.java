package io.drover.api;

import io.drover.security.Access;
import java.util.List;
import java.util.Map;

/** The routes of a running server. Refusals are those of {@link Operation}. */
public interface RouteOperations {
    /** What to say of a body that is none. */
    String UNREADABLE =
            "the body is no JSON object of endpoint, body or base64 (texts), headers (texts by their names) and seconds (a number)";

    @Operation(
            value = "GET /api/routes",
            id = "routes",
            access = Access.READ,
            summary = "The routes",
            answer = "Each as it is now.",
            refusals = 409)
    List<RouteView> routes();

    @Operation(
            value = "GET /api/routes/{name}",
            id = "route",
            access = Access.READ,
            summary = "A route",
            answer = "As it is now.",
            refusals = {404, 409})
    RouteView route(String name);

    @Operation(
            value = "POST /api/routes/{name}/stop",
            id = "stopRoute",
            access = Access.OPERATE,
            summary = "Lets a route take nothing more",
            description =
                    "What it has taken is completed. Until it is started, its file changes or the server starts anew. Drover's own routes cannot"
                            + " be stopped.",
            answer = "As it is then.",
            refusals = {404, 409})
    RouteView stop(String name);

    @Operation(
            value = "POST /api/routes/{name}/start",
            id = "startRoute",
            access = Access.OPERATE,
            summary = "Starts a route that was stopped",
            answer = "As it is then.",
            refusals = {404, 409})
    RouteView start(String name);

    @Operation(
            value = "POST /api/send",
            id = "sendToEndpoint",
            access = Access.ADMINISTER,
            summary = "Sends a message to an endpoint, to try it",
            description =
                    "Any endpoint of Camel: a route's (`direct:orders`), a job (`job:Orders`), a server. It needs the role administrator, since"
                            + " an endpoint may write files and call others. Bytes that are no text go as `base64`, both ways. After `seconds` (300"
                            + " unless they are said) nobody waits any more; what the route does goes on.",
            answer = "What came back.",
            refusals = {400, 404, 409, 504})
    Sent send(@Body(required = true, unreadable = UNREADABLE) ToSend message) throws InterruptedException;

    /**
     * A route.
     *
     * @param uptimeSeconds since it was started; 0 when it is not
     * @param place file and line; empty for a route that no file has
     */
    record RouteView(String id, String state, String from, String place, long uptimeSeconds, RouteWork work) {}

    /**
     * What a route has done since it was loaded.
     *
     * @param exchanges that it has completed, with those that failed
     * @param lastError when and why the last exchange failed; null for none
     */
    record RouteWork(long exchanges, long failures, String lastError) {}

    /**
     * A message to an endpoint.
     *
     * @param body a text; null for none
     * @param base64 the body, where it is no text; null else
     * @param seconds to wait for the answer; null: {@link #SECONDS}
     */
    record ToSend(String endpoint, String body, String base64, Map<String, String> headers, Integer seconds) {
        /** How long is waited when nothing is said. */
        public static final int SECONDS = 300;

        public ToSend {
            headers = headers == null ? Map.of() : Map.copyOf(headers);
        }
    }

    /**
     * What an endpoint has answered.
     *
     * @param body where it is a text in UTF-8; else null
     * @param base64 where it is none; else null
     */
    record Sent(String body, String base64, Map<String, String> headers) {
        public Sent {
            headers = Map.copyOf(headers);
        }
    }
}
