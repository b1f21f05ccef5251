package io.drover.http;

import io.drover.security.Caller;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.util.CaseInsensitiveMap;

/**
 * What a route sees of a request, and what of its message goes back. Camel hands all headers of a request to the route, from there
 * to every system that the route calls over HTTP, and back with the answer (CVE-2026-85254). Here, what has let the request in is
 * taken off before the route, and of the answer what the route has not set itself.
 */
final class RouteBoundary implements Processor {
    /** The client id of the application that asks; missing when it is not known. A property: no client can set one. */
    static final String APPLICATION = "DroverApplication";
    /** At a path that is open to all, the Authorization header, which is then the route's own matter. */
    static final String AUTHORIZATION = "DroverAuthorization";
    /** Names of request headers that are to go back as they came, separated by commas; a route sets it. */
    static final String ANSWER_HEADERS = "DroverAnswerHeaders";

    /** Credentials, and what only proxies may say. */
    private static final Set<String> TAKEN_OFF = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "cookie2",
            "forwarded",
            "via",
            "x-real-ip",
            "camelauthentication");

    private final OwnOperations own;
    private final String path;
    private final Processor route;

    /** @param path of the route, with {@code {name}}s in it */
    RouteBoundary(OwnOperations own, String path, Processor route) {
        this.own = own;
        this.path = path;
        this.route = route;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message request = exchange.getMessage();
        Optional<AuditedOperation> operation = Optional.empty();
        if (request.getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER) instanceof RequestUser user) {
            AdmittedRequest from = user.request();
            exchange.setProperty(Call.REQUEST, from);
            tellCaller(exchange, from);
            if (own.isAudited(from.request().method().name(), path)) {
                operation = Optional.of(AuditedOperation.begin(path, exchange, from));
            }
        }
        request.getHeaders().keySet().removeIf(RouteBoundary::isTakenOff);
        Map<String, Object> received = new CaseInsensitiveMap(request.getHeaders());
        boolean failed = true;
        try {
            route.process(exchange);
            failed = false;
        } finally {
            keepWhatTheRouteSet(exchange, received);
            if (operation.isPresent()) {
                operation.get().end(exchange, failed);
            }
        }
    }

    private static void tellCaller(Exchange exchange, AdmittedRequest from) {
        Caller caller = from.caller();
        if (!caller.clientId().isEmpty()) {
            exchange.setProperty(APPLICATION, caller.clientId());
        }
        String authorization = from.request().getHeader("Authorization");
        if (authorization != null && caller.equals(Caller.ANYBODY)) {
            exchange.setProperty(AUTHORIZATION, authorization);
        }
    }

    private static boolean isTakenOff(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TAKEN_OFF.contains(lower) || lower.startsWith("x-forwarded-");
    }

    /** By identity: a route that says the same as the request has said it all the same. */
    private static void keepWhatTheRouteSet(Exchange exchange, Map<String, Object> received) {
        String kept = exchange.getProperty(ANSWER_HEADERS, "", String.class);
        for (String name : kept.split(",", -1)) {
            received.remove(name.strip());
        }
        exchange.getMessage()
                .getHeaders()
                .entrySet()
                .removeIf(header -> header.getValue() != null && received.get(header.getKey()) == header.getValue());
    }
}
