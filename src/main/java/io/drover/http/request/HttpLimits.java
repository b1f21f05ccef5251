package io.drover.http.request;

import io.drover.settings.Settings;

/**
 * What a client may ask of the server at most. Sizes in bytes, durations in nanoseconds.
 *
 * @param body of a request that is kept in memory
 * @param upload of a body that goes to disk
 */
public record HttpLimits(Head head, long body, long upload, Clients clients, Times times, Pace pace) {

    /**
     * The head of a request.
     *
     * @param line of the request
     * @param lines all header lines together
     * @param headers number of header lines
     */
    public record Head(int line, int lines, int headers) {}

    /**
     * How many connections there are.
     *
     * @param ofAddress of one address
     * @param settings the setting that says how many; with -per-address that for one address
     */
    public record Clients(int connections, int ofAddress, String settings) {

        /** @param settings the name of the setting of all */
        static Clients of(Settings all, String settings) {
            return new Clients(all.number(settings), all.number(settings + "-per-address"), settings);
        }
    }

    /**
     * How long what may take.
     *
     * @param head until the first request's head is complete
     * @param idle between two requests of a connection
     * @param request from its head to the end of its body
     */
    public record Times(long head, long idle, long request) {}

    /**
     * How fast a client must be.
     *
     * @param window in which a body must bring {@code rate} bytes a second, and a client take something of its answer
     */
    public record Pace(long window, long rate) {}

    public static HttpLimits of(Settings settings) {
        return new HttpLimits(
                new Head(
                        (int) settings.bytes("drover.http.max-line"),
                        (int) settings.bytes("drover.http.max-header"),
                        settings.number("drover.http.max-headers")),
                settings.bytes("drover.http.max-body"),
                settings.bytes("drover.http.max-upload"),
                Clients.of(settings, "drover.http.max-connections"),
                new Times(
                        settings.seconds("drover.http.head-timeout").toNanos(),
                        settings.seconds("drover.http.idle-timeout").toNanos(),
                        settings.seconds("drover.http.request-timeout").toNanos()),
                new Pace(
                        settings.seconds("drover.http.body-timeout").toNanos(),
                        settings.bytes("drover.http.min-rate")));
    }

    /** What a client may ask of the management port at most. */
    public static HttpLimits ofManagement(Settings settings) {
        HttpLimits limits = of(settings);
        return new HttpLimits(
                limits.head,
                limits.body,
                limits.body,
                Clients.of(settings, "drover.management.max-connections"),
                limits.times,
                limits.pace);
    }
}
