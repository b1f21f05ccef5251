package io.drover.http;

import io.drover.http.request.BadRequestException;
import io.drover.http.request.HttpLimits;
import io.drover.security.RequestHead;
import io.drover.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;

/**
 * Stands before everything that the management port has: by which host it may be asked for, that no page of another site asks, and that
 * only who may do anything gets more than health and metrics. Where other machines reach it, it has nothing else.
 */
final class ManagementGuard implements Handler<RoutingContext> {
    private static final String METRICS = "camel.metrics.path";

    private final ManagementHosts hosts;
    private final RequestHeads heads;
    private final ManagementAccess access;
    /** Paths that need no token. */
    private final List<String> open;

    private ManagementGuard(Settings settings, ManagementAccess access, List<String> open) {
        this.hosts = ManagementHosts.of(settings);
        this.heads = new RequestHeads(HttpLimits.of(settings).head());
        this.access = access;
        this.open = open;
    }

    /**
     * That of a server.
     *
     * @param gate for who may do anything
     * @throws IllegalArgumentException when the server has more than others may see
     */
    static ManagementGuard of(
            HttpManagementServerConfigurationProperties configuration, Settings settings, AdmissionControl gate) {
        String root = configuration.getPath().replaceFirst("/+$", "");
        ManagementGuard guard = new ManagementGuard(
                settings,
                new ManagementAccess(gate),
                List.of(
                        root + configuration.getHealthPath(),
                        root + settings.all().getProperty(METRICS, "/observe/metrics")));
        if (guard.hosts.addresses()) {
            requireLittle(configuration);
        }
        return guard;
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
                    + " is on, which is for this machine only. Turn it off, or listen on 127.0.0.1");
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
            RequestHead head = heads.of(request, path, request.remoteAddress().hostAddress());
            if (head.site().crossSite()) {
                throw new BadRequestException(403, "A page of another site asks for this in somebody's browser.");
            }
            if (!isOpen(path)) {
                access.admit(context, head);
                return;
            }
        } catch (BadRequestException e) {
            refusals.refuse(request, path, e.status(), e.getMessage());
            return;
        }
        context.next();
    }

    private boolean isOpen(String path) {
        return open.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
    }

    /** None in HTTP/1.0 only, as checks of load balancers have it; no browser leaves it out. A request line may have one too. */
    private static Stream<String> hosts(HttpServerRequest request) {
        return Stream.of(request.getHeader(HttpHeaders.HOST), request.authority())
                .filter(Objects::nonNull)
                .map(Object::toString);
    }
}
