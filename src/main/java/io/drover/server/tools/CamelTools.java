package io.drover.server.tools;

import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that one setting is enough for each of Camel's tools, and says what is missing. */
public final class CamelTools {
    private static final Logger LOG = LoggerFactory.getLogger(CamelTools.class);

    private CamelTools() {}

    /**
     * Adds to the settings what the tools need that are on.
     *
     * @throws IllegalStateException when the jar of one is not there, with the command that fetches it
     * @throws IllegalArgumentException when a setting is wrong
     */
    public static void prepare(Properties settings) {
        prepare(settings, CamelTools.class.getClassLoader());
    }

    static void prepare(Properties settings, ClassLoader classes) {
        for (CamelTool tool : CamelTool.values()) {
            if (tool.isOn(settings)) {
                tool.requireJar(classes);
                tool.settle(settings);
                if (tool == CamelTool.JOLOKIA) {
                    tellWithoutCamel(settings);
                } else {
                    // The consoles are what Camel's command line shows too
                    CamelTool.CONSOLE.requireJar(classes);
                    settings.setProperty("camel.main.devConsoleEnabled", "true");
                }
                if (tool != CamelTool.COMMAND_LINE) {
                    tellWithoutPort(tool, settings);
                }
            }
        }
    }

    private static void tellWithoutCamel(Properties settings) {
        if (isOff(settings, "camel.main.jmxEnabled")) {
            LOG.warn(
                    "{} is on while camel.main.jmxEnabled is false: Jolokia shows the JVM, and nothing of Camel",
                    CamelTool.JOLOKIA.setting());
        }
    }

    private static void tellWithoutPort(CamelTool tool, Properties settings) {
        if (isOff(settings, "camel.management.enabled")) {
            LOG.warn("{} is on while camel.management.enabled is false: there is no port to ask at", tool.setting());
        }
    }

    private static boolean isOff(Properties settings, String name) {
        return "false".equalsIgnoreCase(settings.getProperty(name, "").strip());
    }
}
