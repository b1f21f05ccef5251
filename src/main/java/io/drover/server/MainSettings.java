package io.drover.server;

import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** What Camel Main is told before it starts. */
final class MainSettings {
    /** Drover starts routes itself, after the definitions, and again where a server was away; a second one would stop them. */
    private static final Pattern SUPERVISION =
            Pattern.compile("(?i)camel\\.(route-?controller\\.|main\\.route-?controller).*");

    private MainSettings() {}

    static void apply(Main main, Settings settings, Mode mode) {
        Properties properties = settings.all();
        properties.stringPropertyNames().stream()
                .filter(name -> SUPERVISION.matcher(name).matches())
                .forEach(properties::remove);
        if (mode == Mode.COMMAND) {
            properties.setProperty("camel.server.enabled", "false");
            properties.setProperty("camel.management.enabled", "false");
        }
        // Not below the machine's folder for temporary files: that may be small, or another user's
        properties.putIfAbsent(
                "camel.main.streamCachingSpoolDirectory",
                settings.path("drover.data").resolve("spool").toString());
        if (mode.runsRoutes()) {
            // Without a shutdown hook of Camel's: it would stop Camel while whoever started the server stops it in
            // order
            main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        }
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(properties);
    }
}
