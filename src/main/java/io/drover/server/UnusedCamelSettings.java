package io.drover.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** Settings of Camel Main that do nothing in Drover, as it does itself what they are for. The start names those that are set. */
public enum UnusedCamelSettings {
    SUPERVISION(
            "camel.main.routeController..., camel.routeController...",
            "camel\\.(route-?controller\\.|main\\.route-?controller).*",
            "Drover starts routes itself, and tries those again whose server is away"),
    RELOAD(
            "camel.main.routesReload..., camel.main.contextReload...",
            "camel\\.main\\.(routes-?reload|context-?reload).*",
            "Drover takes up changed files itself: drover.deploy.delay"),
    FILES(
            "camel.main.routesIncludePattern, camel.main.routesExcludePattern",
            "camel\\.main\\.routes-?(include|exclude)-?pattern",
            "Drover reads the files below drover.routes; classes are found as in Camel"),
    PATH(
            "camel.server.path",
            "camel\\.server\\.path",
            "the API keeps its paths, and routes have their own: platform-http:/path"),
    BODY(
            "camel.server.maxBodySize",
            "camel\\.server\\.max-?body-?size",
            "drover.http.max-upload and drover.http.max-body say it"),
    AUTHENTICATION(
            "camel.server.authentication..., camel.server.basicPropertiesFile, camel.server.jwt...",
            "camel\\.server\\.(authentication.*|basic-?properties-?file|jwt.*)",
            "applications with roles get in ('drover app add'), and drover.http.open-paths opens paths to all"),
    STATIC_FILES(
            "camel.server.static...",
            "camel\\.server\\.static.*",
            "Drover serves no files: a route or a web server does"),
    TLS(
            "camel.server.useGlobalSslContextParameters",
            "camel\\.server\\.use-?global-?ssl-?context-?parameters",
            "drover.tls.certificate makes the server speak https");

    private final String written;
    private final Pattern name;
    /** What does it instead. */
    private final String instead;

    UnusedCamelSettings(String written, String name, String instead) {
        this.written = written;
        this.name = Pattern.compile(name, Pattern.CASE_INSENSITIVE);
        this.instead = instead;
    }

    /** Their names, for people. */
    public String written() {
        return written;
    }

    /** What does it instead. */
    public String instead() {
        return instead;
    }

    /**
     * Takes those out that are set.
     *
     * @return a sentence for each kind that there was, with what does it instead
     */
    static List<String> remove(Properties properties) {
        List<String> sentences = new ArrayList<>();
        for (UnusedCamelSettings unused : values()) {
            List<String> names = properties.stringPropertyNames().stream()
                    .filter(set -> unused.name.matcher(set).matches())
                    .sorted()
                    .toList();
            names.forEach(properties::remove);
            if (!names.isEmpty()) {
                sentences.add(String.join(", ", names) + (names.size() == 1 ? " is" : " are") + " not obeyed: "
                        + unused.instead);
            }
        }
        return sentences;
    }
}
