package io.drover.deploy.route.context;

import io.drover.settings.secrets.Placeholders;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.EnvPropertiesFunction;
import org.apache.camel.spi.PropertiesFunction;

/**
 * {@code {{env:NAME}}}, {@code {{file:PATH}}} and {@code {{enc:...}}} in routes and in the settings that Camel reads, as they are
 * everywhere else: what they resolve to is known as a secret.
 */
public final class ExternalValueFunction implements PropertiesFunction {
    private final String kind;

    private ExternalValueFunction(String kind) {
        this.kind = kind;
    }

    /** Makes a context resolve all three. */
    public static void addTo(CamelContext camel) {
        for (String kind : Placeholders.OUTSIDE) {
            camel.getPropertiesComponent().addPropertiesFunction(new ExternalValueFunction(kind));
        }
    }

    @Override
    public String getName() {
        return kind;
    }

    @Override
    public String apply(String name) {
        if (!kind.equals("env")) {
            return Placeholders.outside(kind, name);
        }
        String value = new EnvPropertiesFunction().apply(name); // which has {{env:NAME:default}} too
        return value == null ? null : Placeholders.known(name.replaceFirst(":.*", ""), value);
    }
}
