package io.drover.settings.library;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar by its name, which says what it is, as Maven names them.
 *
 * @param version empty where the name has none
 */
public record Jar(Path path, String artifact, String version) {
    private static final Pattern NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

    /** What a file's name says. */
    public static Jar of(Path path) {
        String name = path.getFileName().toString();
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? new Jar(path, parts.group(1), parts.group(2))
                : new Jar(path, name.replaceFirst("\\.jar$", ""), "");
    }

    /** Whether an installation has added it, by a connector or as its own. */
    public boolean added() {
        Path folder = path.toAbsolutePath().getParent();
        return folder.endsWith(Libraries.CONNECTORS) || folder.endsWith(Libraries.OWN);
    }

    /** As people name it: netty-common 4.1.140.Final. */
    public String title() {
        return version.isEmpty() ? artifact : artifact + " " + version;
    }

    /** Where it is in its folder: lib/ext/orders-1.0.jar. */
    public String place() {
        Path whole = path.toAbsolutePath();
        int names = whole.getNameCount();
        return whole.subpath(Math.max(0, names - 3), names).toString();
    }
}
