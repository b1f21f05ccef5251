package io.drover.testing.broker;

/** Runs in the process of {@link ArtemisBroker}, where Artemis is on the class path; here it is not, so it is called by its names. */
final class ArtemisMain {
    private static final String SERVER = "org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ";
    private static final String SECURITY = "org.apache.activemq.artemis.spi.core.security.";

    private ArtemisMain() {}

    /**
     * Starts the broker.
     *
     * @param args the file of its configuration, as a URL
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        Class<?> type = Class.forName(SERVER);
        Object server = type.getConstructor().newInstance();
        type.getMethod("setConfigResourcePath", String.class).invoke(server, args[0]);
        type.getMethod("setSecurityManager", Class.forName(SECURITY + "ActiveMQSecurityManager"))
                .invoke(
                        server,
                        Class.forName(SECURITY + "ActiveMQJAASSecurityManager")
                                .getConstructor(String.class)
                                .newInstance("drover"));
        type.getMethod("start").invoke(server);
    }
}
