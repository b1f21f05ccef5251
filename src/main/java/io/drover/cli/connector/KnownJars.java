package io.drover.cli.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What well-known connectors need beside Drover's own parts, for machines without Maven. */
final class KnownJars {
    private static final String CENTRAL = "https://repo1.maven.org/maven2/";
    private static final Properties LISTS = read();

    private KnownJars() {}

    private static Properties read() {
        Properties lists = new Properties();
        try (InputStream in = KnownJars.class.getResourceAsStream("known-jars.properties")) {
            lists.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lists;
    }

    /** The connectors that are known. */
    static List<String> connectors() {
        return LISTS.stringPropertyNames().stream().sorted().toList();
    }

    /** The jars of a connector; none where it is not known. */
    static Optional<List<Coordinates>> of(Coordinates connector) {
        return Optional.ofNullable(LISTS.getProperty(connector.toString()))
                .map(list -> Stream.of(list.split("\\s+", -1))
                        .map(KnownJars::coordinates)
                        .toList());
    }

    private static Coordinates coordinates(String text) {
        String[] parts = text.split(":", 3);
        return new Coordinates(parts[0], parts[1], parts[2]);
    }

    /** Where Maven Central has a jar. */
    static String address(Coordinates jar) {
        return CENTRAL + jar.group().replace('.', '/') + "/" + jar.artifact() + "/" + jar.version() + "/"
                + jar.artifact() + "-" + jar.version() + ".jar";
    }
}
