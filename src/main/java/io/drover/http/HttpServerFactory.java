package io.drover.http;

import io.drover.http.tls.Tls;
import io.drover.http.upload.UploadCheck;
import io.drover.security.gate.Gate;
import io.drover.settings.Settings;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;

/**
 * Makes the server that Camel Main starts where {@code camel.server.enabled} is set: Drover's own in place of Camel's
 * (docs/decisions/0021). Must be bound in the registry before Camel Main is initialised. The management server stays Camel's,
 * behind a guard.
 */
public final class HttpServerFactory extends DefaultMainHttpServerFactory {
    private final Settings settings;
    private final AdmissionControl admissions;
    private final OwnOperations own;
    private final Supplier<Optional<String>> unavailable;
    private HttpService service;

    /** @param unavailable why Drover's own paths cannot be served now, one sentence; those of routes of one's own are */
    public HttpServerFactory(Settings settings, Gate gate, OwnOperations own, Supplier<Optional<String>> unavailable) {
        this(settings, new AdmissionControl(gate::decide, gate::admit), own, unavailable);
    }

    HttpServerFactory(
            Settings settings, AdmissionControl admissions, OwnOperations own, Supplier<Optional<String>> unavailable) {
        this.own = own;
        this.settings = settings;
        this.unavailable = unavailable;
        this.admissions = admissions;
    }

    /** Address of a server with these settings, as this machine reaches it. */
    public static String url(Settings settings) {
        return (Tls.isOn(settings) ? "https://" : "http://") + settings.get("camel.server.host") + ":"
                + settings.get("camel.server.port");
    }

    @Override
    public Service newHttpServer(CamelContext camel, HttpServerConfigurationProperties configuration) {
        service = new HttpService(camel, settings, admissions, own, unavailable);
        return service;
    }

    @Override
    public Service newHttpManagementServer(
            CamelContext camel, HttpManagementServerConfigurationProperties configuration) {
        Service management = super.newHttpManagementServer(camel, configuration);
        ManagementGuard.addTo((ManagementHttpServer) management, configuration, settings);
        return management;
    }

    /** To be called before {@link #open}: who decides on uploads before their bodies are read. */
    public void checkUploads(UploadCheck check) {
        service.checkUploads(check);
    }

    /**
     * Begins to listen; to be called when all routes are there, for a path without a route is a 404 that clients believe.
     *
     * @throws IllegalStateException when the port cannot be taken
     */
    public void open() {
        service.open();
    }
}
