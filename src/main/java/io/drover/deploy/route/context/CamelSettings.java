package io.drover.deploy.route.context;

import io.drover.settings.Settings;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.main.SimpleMain;
import org.apache.camel.util.OrderedLocationProperties;

/** What the settings say of beans, components, data formats and languages, applied to a context by Camel Main itself, as in the server. */
final class CamelSettings {
    private static final List<String> APPLIED =
            List.of("camel.beans.", "camel.component.", "camel.dataformat.", "camel.language.");
    /** Where classes are looked for: beans by their annotations, and such as make routes. */
    private static final Pattern CLASSES = Pattern.compile(
            "camel\\.main\\.(base-?package-?scan|java-?routes|routes-?builder-?classes).*", Pattern.CASE_INSENSITIVE);

    private CamelSettings() {}

    /** @throws IllegalArgumentException when Camel cannot apply them */
    static void apply(Settings settings, CamelContext camel) {
        ContextMain main = new ContextMain(camel);
        main.setInitialProperties(applied(settings.all()));
        try {
            main.init();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the settings of Camel (camel.beans, camel.component, camel.dataformat, camel.language): "
                            + CamelRoutes.reason(e),
                    e);
        }
        camel.getPropertiesComponent()
                .setInitialProperties(settings.all()); // for placeholders, those of Camel's included
    }

    private static Properties applied(Properties all) {
        Properties applied = new Properties();
        all.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("camel.")
                        || APPLIED.stream().anyMatch(name::startsWith)
                        || CLASSES.matcher(name).matches())
                .forEach(name -> applied.setProperty(name, all.getProperty(name)));
        return applied;
    }

    /** Without what the environment says of the rest of a server, such as its HTTP server. */
    private static final class ContextMain extends SimpleMain {
        private ContextMain(CamelContext camel) {
            super(camel);
            setDefaultPropertyPlaceholderLocation("false");
            configure().setAutoConfigurationEnvironmentVariablesEnabled(false);
            configure().setAutoConfigurationSystemPropertiesEnabled(false);
            configure().setAutoConfigurationLogSummary(false);
            configure().setRoutesCollectorEnabled(false);
            configure().setAutoStartup(false);
            configure().setJmxEnabled(false);
        }

        @Override
        protected void configureRoutes(CamelContext camel) {
            ClassSearch.keep(camel, configure());
        }

        @Override
        protected void autoConfigurationFromProperties(CamelContext camel, OrderedLocationProperties applied)
                throws Exception {
            configure().setAutoConfigurationEnvironmentVariablesEnabled(true);
            super.autoConfigurationFromProperties(camel, applied);
        }
    }
}
