package io.drover.http;

import io.drover.http.tls.Tls;
import io.drover.http.upload.UploadCheck;
import io.drover.security.Access;
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
import org.apache.camel.support.service.ServiceSupport;

/**
 * Makes the server that Camel Main starts where {@code camel.server.enabled} is set: Drover's own in place of Camel's
 * (docs/decisions/0021). Must be bound in the registry before Camel Main is initialised. Of the management server the pages stay Camel's.
 */
public final class HttpServerFactory extends DefaultMainHttpServerFactory {
    private final Settings settings;
    private final AdmissionControl admissions;
    private final AdmissionControl administration;
    private final OwnOperations own;
    private final Supplier<Optional<String>> unavailable;
    private HttpService service;

    /** @param unavailable why Drover's own paths cannot be served now, one sentence; those of routes of one's own are */
    public HttpServerFactory(Settings settings, Gate gate, OwnOperations own, Supplier<Optional<String>> unavailable) {
        this(
                settings,
                new AdmissionControl(gate::decide, gate::admit),
                new AdmissionControl(
                        request -> gate.decide(request, Access.ADMINISTER),
                        request -> gate.admit(request, Access.ADMINISTER)),
                own,
                unavailable);
    }

    /** @param administration who decides on pages for those who may do anything */
    HttpServerFactory(
            Settings settings,
            AdmissionControl admissions,
            AdmissionControl administration,
            OwnOperations own,
            Supplier<Optional<String>> unavailable) {
        this.administration = administration;
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
        // In a coat: Camel's management would take the first server that it sees for its own
        return new ServiceSupport() {
            @Override
            protected void doInit() {
                service.init();
            }

            @Override
            protected void doStart() {
                service.start();
            }

            @Override
            protected void doStop() {
                service.stop();
            }
        };
    }

    @Override
    public Service newHttpManagementServer(
            CamelContext camel, HttpManagementServerConfigurationProperties configuration) {
        ManagementHttpServer management = (ManagementHttpServer) super.newHttpManagementServer(camel, configuration);
        ManagementGuard guard = ManagementGuard.of(configuration, settings, administration);
        addService(camel, new ManagementService(camel, management.getConfiguration(), settings, guard));
        return management;
    }

    private static void addService(CamelContext camel, Service server) {
        try {
            camel.addService(server);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
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
