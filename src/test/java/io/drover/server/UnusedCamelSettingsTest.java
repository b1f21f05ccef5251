package io.drover.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class UnusedCamelSettingsTest {
    private static Properties all() {
        Properties set = new Properties();
        List.of(
                        "camel.main.routeControllerSuperviseEnabled",
                        "camel.routecontroller.enabled",
                        "camel.main.routes-reload-enabled",
                        "camel.main.routesIncludePattern",
                        "camel.server.path",
                        "camel.server.maxBodySize",
                        "camel.server.authenticationEnabled",
                        "camel.server.jwtKeystorePath",
                        "camel.server.staticEnabled",
                        "camel.server.useGlobalSslContextParameters")
                .forEach(name -> set.setProperty(name, "true"));
        return set;
    }

    @Test
    void whatDoesNothingIsSaidWithWhatDoesItInstead() {
        Properties set = all();
        set.setProperty("camel.server.port", "8081");
        set.setProperty("camel.ssl.keyStore", "keys.p12");

        assertThat(UnusedCamelSettings.remove(set))
                .hasSize(UnusedCamelSettings.values().length)
                .contains(
                        "camel.server.maxBodySize is not obeyed: drover.http.max-upload and drover.http.max-body say it",
                        "camel.server.authenticationEnabled, camel.server.jwtKeystorePath are not obeyed: applications with"
                                + " roles get in ('drover app add'), and drover.http.open-paths opens paths to all");
        assertThat(set).containsOnlyKeys("camel.server.port", "camel.ssl.keyStore");
        assertThat(UnusedCamelSettings.remove(set)).isEmpty();
    }
}
