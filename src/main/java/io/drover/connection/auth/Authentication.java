package io.drover.connection.auth;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A way to show who sends a request, with the values that a task gives it. Serves the attempts of one request, on one thread.
 *
 * <p>A new one is a class here, a line in {@link RequestCredentials}, and its parameters in the part web-service.
 */
interface Authentication {
    /** Shows nothing. */
    Authentication NONE = List::of;

    /** What must not be read in a log or message: passwords and keys, as they are given and as they are sent. */
    List<String> secrets();

    /**
     * The headers to send now.
     *
     * @throws IOException when what they need cannot be had
     */
    default Map<String, String> headers() throws IOException {
        return Map.of();
    }

    /** What the query of the address must have, encoded, such as {@code key=1234}; empty for nothing. */
    default String query() {
        return "";
    }

    /** After the status 401: whether {@link #headers} gives others now, so that it is worth asking again. */
    default boolean renew() {
        return false;
    }
}
