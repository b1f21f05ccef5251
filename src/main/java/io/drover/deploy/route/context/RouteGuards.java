package io.drover.deploy.route.context;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailHeaderFilterStrategy;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Camel 4.18.0 leaves open to those who send mails, name files or call, closed for each endpoint of a context, whoever has
 * written its route. Later Camels do it themselves: docs/decisions/0036-versions-and-advisories.md.
 */
public final class RouteGuards {
    private static final Logger LOG = LoggerFactory.getLogger(RouteGuards.class);

    private RouteGuards() {}

    /** Watches over the endpoints that a context makes from now on. */
    public static void addTo(CamelContext camel) {
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> guarded(endpoint));
    }

    /** @throws IllegalArgumentException when it must not be */
    private static Endpoint guarded(Endpoint endpoint) {
        if (endpoint instanceof PlatformHttpEndpoint http) {
            refuseProxy(http);
        } else if (endpoint instanceof MailEndpoint mail) {
            filterHeaders(mail);
        } else if (endpoint instanceof RemoteFileEndpoint<?> remote) {
            keepInFolder(remote);
        }
        return endpoint;
    }

    /** CVE-2026-85316: any path that begins so takes all requests, and sends them to the host that the caller names. */
    private static void refuseProxy(PlatformHttpEndpoint http) {
        if (http.isHttpProxy()) {
            String written = http.getEndpointUri().replaceFirst("^platform-http:(//)?", "");
            throw new IllegalArgumentException("platform-http:" + written
                    + " would be a proxy to any host that a caller names; write platform-http:/" + written);
        }
    }

    /** CVE-2026-33454: a mail's headers must not be those that tell components what to do. */
    private static void filterHeaders(MailEndpoint mail) {
        if (mail.getHeaderFilterStrategy() instanceof MailHeaderFilterStrategy inherited) {
            inherited.setInFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        }
    }

    /** CVE-2026-79983: what a server lists must lie in the folder that was asked for, before it is read, moved or deleted. */
    private static <T> void keepInFolder(RemoteFileEndpoint<T> remote) {
        remote.setFilter(new OneSegment<>(remote.getFilter()));
    }

    /** Files whose name, as the server lists it, is a name and not a way to somewhere else. */
    private record OneSegment<T>(GenericFileFilter<T> more) implements GenericFileFilter<T> {
        @Override
        public boolean accept(GenericFile<T> file) {
            String name = file.getFileNameOnly();
            if (name.contains("/") || name.equals("..")) {
                LOG.warn("{}  is left alone: the server lists it under a name that leads out of its folder", name);
                return false;
            }
            return more == null || more.accept(file);
        }
    }
}
