package io.drover.server.tools;

import io.drover.settings.secrets.Placeholders;
import java.util.Locale;
import java.util.Properties;

/** A tool of Camel's, with the one setting that switches it on and the jar that it comes with. */
enum CamelTool {
    CONSOLE(
            "camel.management.devConsoleEnabled",
            "camel-console",
            "org.apache.camel.impl.console.DefaultDevConsoleRegistry"),
    JOLOKIA(
            "camel.management.jolokiaEnabled",
            "camel-platform-http-jolokia",
            "org.apache.camel.component.platform.http.plugin.DefaultJolokiaPlatformHttpPlugin"),
    COMMAND_LINE("drover.camel-cli", "camel-cli-connector", "org.apache.camel.cli.connector.LocalCliConnector");

    private final String setting;
    private final String jar;
    private final String type;

    CamelTool(String setting, String jar, String type) {
        this.setting = setting;
        this.jar = jar;
        this.type = type;
    }

    String setting() {
        return setting;
    }

    /**
     * Whether its setting switches it on, however that is spelled: Camel takes dev-console-enabled too.
     *
     * @throws IllegalArgumentException when the value is neither yes nor no
     */
    boolean isOn(Properties settings) {
        return settings.stringPropertyNames().stream()
                .filter(name -> plain(name).equals(plain(setting)))
                .anyMatch(name -> isYes(
                        name, Placeholders.resolve(settings.getProperty(name).strip())));
    }

    /** Writes its setting on in one spelling, for Camel would apply each that is there. */
    void settle(Properties settings) {
        settings.stringPropertyNames().stream()
                .filter(name -> plain(name).equals(plain(setting)))
                .forEach(settings::remove);
        settings.setProperty(setting, this == COMMAND_LINE ? "on" : "true");
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private boolean isYes(String name, String value) {
        String yes = this == COMMAND_LINE ? "on" : "true";
        String no = this == COMMAND_LINE ? "off" : "false";
        if (!value.equalsIgnoreCase(yes) && !value.equalsIgnoreCase(no)) {
            throw new IllegalArgumentException(
                    "the setting " + name + " is '" + value + "'; it must be " + yes + " or " + no);
        }
        return value.equalsIgnoreCase(yes);
    }

    /** @throws IllegalStateException when its jar is not there, with the command that fetches it */
    void requireJar(ClassLoader classes) {
        if (classes.getResource(type.replace('.', '/') + ".class") == null) {
            throw new IllegalStateException(setting + " is on, but " + jar + " is not in lib/. 'drover connectors add "
                    + jar + "' fetches it and what it needs; then start Drover again");
        }
    }
}
