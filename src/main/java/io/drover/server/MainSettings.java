package io.drover.server;

import io.drover.server.Server.Mode;
import io.drover.server.tools.CamelTools;
import io.drover.settings.Settings;
import java.util.List;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Camel Main is told before it starts. */
final class MainSettings {
    private static final Logger LOG = LoggerFactory.getLogger(MainSettings.class);

    private MainSettings() {}

    static void apply(Main main, Settings settings, Mode mode) {
        Properties properties = settings.all();
        List<String> unused = UnusedCamelSettings.remove(properties);
        if (mode.runsRoutes()) {
            unused.forEach(LOG::warn);
            CamelTools.prepare(properties);
        }
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
