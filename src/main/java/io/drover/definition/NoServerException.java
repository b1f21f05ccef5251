package io.drover.definition;

/** A component of Drover's is used in a Camel context that is not that of a Drover server. Its message says what to do. */
public final class NoServerException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private NoServerException(String scheme) {
        super(scheme
                + ": belongs to a Drover server, and this Camel context is none. Run the route in Drover; in a test extend"
                + " DroverTestSupport of drover-test, which starts one, or mock " + scheme + ":*");
    }

    /**
     * What a component has of its server.
     *
     * @throws NoServerException when it has none
     */
    public static <T> T require(String scheme, T ofServer) {
        if (ofServer == null) {
            throw new NoServerException(scheme);
        }
        return ofServer;
    }
}
