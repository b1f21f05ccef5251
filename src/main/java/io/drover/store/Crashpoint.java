package io.drover.store;

/**
 * Named places at which a test kills the server as {@code kill -9} does, to prove what survives. Off unless the system
 * property {@code drover.crashpoint} names the place.
 */
public final class Crashpoint {
    private static final String AT = System.getProperty("drover.crashpoint", "");

    private Crashpoint() {}

    /** Ends the process here, at once and without a trace, if this is the place. */
    public static void reached(String name) {
        if (AT.equals(name)) {
            Runtime.getRuntime().halt(137);
        }
    }
}
