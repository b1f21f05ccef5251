package io.drover.http;

import io.drover.http.request.BadRequestException;
import io.drover.http.request.HttpLimits;
import io.drover.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;

/**
 * Stands before everything that Camel's management server has: by which host it may be asked for, and that no page of another site
 * asks. Where other machines reach it, it has health and metrics and nothing else.
 */
final class ManagementGuard implements Handler<RoutingContext> {
    private final ManagementHosts hosts;
    private final RequestHeads heads;

    private ManagementGuard(Settings settings) {
        this.hosts = ManagementHosts.of(settings);
        this.heads = new RequestHeads(HttpLimits.of(settings).head());
    }

    /** @throws IllegalArgumentException when the server has more than others may see */
    static void addTo(
            ManagementHttpServer server, HttpManagementServerConfigurationProperties configuration, Settings settings) {
        ManagementGuard guard = new ManagementGuard(settings);
        if (guard.hosts.addresses() && !configuration.isAuthenticationEnabled()) {
            requireLittle(configuration);
        }
        AuthenticationConfig entries = server.getConfiguration().getAuthenticationConfig();
        entries.getEntries().add(new AuthenticationConfigEntry() {
            @Override
            public Handler<RoutingContext> createAuthenticationHandler(Vertx vertx) {
                return guard;
            }

            @Override
            public String getPath() {
                return "/*";
            }
        });
        entries.setEnabled(true);
    }

    private static void requireLittle(HttpManagementServerConfigurationProperties configuration) {
        requireOff(configuration.isInfoEnabled(), "infoEnabled", configuration);
        requireOff(configuration.isDevConsoleEnabled(), "devConsoleEnabled", configuration);
        requireOff(configuration.isJolokiaEnabled(), "jolokiaEnabled", configuration);
        requireOff(configuration.isUploadEnabled(), "uploadEnabled", configuration);
        requireOff(configuration.isDownloadEnabled(), "downloadEnabled", configuration);
        requireOff(configuration.isSendEnabled(), "sendEnabled", configuration);
    }

    private static void requireOff(
            boolean isOn, String setting, HttpManagementServerConfigurationProperties configuration) {
        if (isOn) {
            throw new IllegalArgumentException("camel.management.host is " + configuration.getHost()
                    + ", which other machines reach, while camel.management." + setting
                    + " is on: what it shows or takes needs no token. Turn it off, or listen on 127.0.0.1");
        }
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        Refusals refusals = new Refusals(context.vertx());
        try {
            heads.check(request);
            if (!hosts(request).allMatch(hosts::has)) {
                throw new BadRequestException(
                        421,
                        "Nobody asks here by this Host. "
                                + (hosts.addresses() ? "Take the address" : "Take 127.0.0.1 or localhost")
                                + ", or a name in "
                                + ManagementHosts.NAMES + ".");
            }
            if (heads.of(request, path, "").site().crossSite()) {
                throw new BadRequestException(403, "A page of another site asks for this in somebody's browser.");
            }
        } catch (BadRequestException e) {
            refusals.refuse(request, path, e.status(), e.getMessage());
            return;
        }
        context.next();
    }

    /** None in HTTP/1.0 only, as checks of load balancers have it; no browser leaves it out. HTTP/2 has it in place of the header. */
    private static Stream<String> hosts(HttpServerRequest request) {
        return Stream.of(request.getHeader(HttpHeaders.HOST), request.authority())
                .filter(Objects::nonNull)
                .map(Object::toString);
    }
}
