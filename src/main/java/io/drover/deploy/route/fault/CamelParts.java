package io.drover.deploy.route.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Which jar of Camel brings what is not there. */
public final class CamelParts {
    private static final Properties JARS = read();

    private CamelParts() {}

    private static Properties read() {
        Properties jars = new Properties();
        try (InputStream list = CamelParts.class.getResourceAsStream("camel-parts.properties")) {
            jars.load(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    /**
     * What to do about a part that is missing; nothing when Camel has no such part.
     *
     * @param kind component, dataformat or language
     */
    public static String remedy(String kind, String name) {
        return Optional.ofNullable(JARS.getProperty(kind + "." + name))
                .map(jar -> ": it comes with " + jar
                        + ", which is not in lib/. 'drover connectors add " + jar
                        + "' fetches it and what it needs; then restart Drover")
                .orElse("");
    }
}
