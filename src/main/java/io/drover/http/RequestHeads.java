package io.drover.http;

import io.drover.http.request.BadRequestException;
import io.drover.http.request.BodyHeaders;
import io.drover.http.request.HttpLimits;
import io.drover.http.request.RequestTarget;
import io.drover.security.RequestHead;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Heads of requests: what is refused at once, what routes never see, what the gate is asked about. */
final class RequestHeads {
    private static final String CAMEL = "Camel";
    private static final List<String> FORWARDED =
            List.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

    private final HttpLimits.Head limits;

    RequestHeads(HttpLimits.Head limits) {
        this.limits = limits;
    }

    HttpLimits.Head limits() {
        return limits;
    }

    /**
     * Refuses what no request may have, and takes off headers that would be commands to Camel.
     *
     * @throws BadRequestException with what is wrong
     */
    void check(HttpServerRequest request) {
        int count = 0;
        int hosts = 0;
        List<String> camel = null;
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey();
            count++;
            if (name.regionMatches(true, 0, CAMEL, 0, CAMEL.length())) {
                camel = camel == null ? new ArrayList<>() : camel;
                camel.add(name);
            } else if (name.equalsIgnoreCase("Host")) {
                hosts++;
            } else if (name.isBlank()) {
                throw new BadRequestException("The request has a header without a name.");
            }
        }
        if (count > limits.headers()) {
            throw new BadRequestException(431, "The request has more than " + limits.headers() + " headers.");
        }
        if (camel != null) {
            camel.forEach(request.headers()::remove);
        }
        checkHost(hosts, request);
        checkBody(request);
    }

    private static void checkHost(int hosts, HttpServerRequest request) {
        // What else would count for whoever asks for the host later, is not what the client asked for
        if (hosts == 1) {
            RequestTarget.of(request.uri()).authority().ifPresent(authority -> request.headers()
                    .set(HttpHeaders.HOST, authority));
        }
        String host = request.getHeader(HttpHeaders.HOST);
        boolean missing = hosts == 0 && request.version() == HttpVersion.HTTP_1_1;
        if (missing || hosts > 1 || (host != null && !BaseUrls.isHost(host))) {
            throw new BadRequestException("The request must have one Host header, a name or an address"
                    + " (or, in its line, a URL with one and without a user).");
        }
    }

    private static void checkBody(HttpServerRequest request) {
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw new BadRequestException(417, "The only expectation that a request may have is 100-continue.");
        }
        if (BodyHeaders.isEncoded(request)) {
            throw new BadRequestException(
                    415,
                    "The body of a request is taken as it is: send it without Content-Encoding, or as a zip file.");
        }
    }

    /** @param client the address of the client, as trusted proxies say */
    RequestHead of(HttpServerRequest request, String path, String client) {
        MultiMap headers = request.headers();
        return new RequestHead(
                request.method().name(),
                path,
                headers.getAll(HttpHeaders.AUTHORIZATION),
                new RequestHead.Sender(peer(request), client, FORWARDED.stream().anyMatch(headers::contains)),
                new RequestHead.Site(
                        headers.get(HttpHeaders.HOST), headers.get(HttpHeaders.ORIGIN), isCrossSite(request)));
    }

    /**
     * Browsers say of each request which site it comes from, and no page can make them say otherwise. Same-site is another site
     * too: another port of this machine, another host of the company.
     */
    private static boolean isCrossSite(HttpServerRequest request) {
        List<String> sites = request.headers().getAll("Sec-Fetch-Site");
        boolean other = sites.stream().anyMatch(site -> !site.equals("same-origin") && !site.equals("none"));
        boolean link = request.method().equals(HttpMethod.GET)
                && request.headers().getAll("Sec-Fetch-Mode").equals(List.of("navigate"))
                && request.headers().getAll("Sec-Fetch-Dest").equals(List.of("document"));
        return other && !link;
    }

    private static InetAddress peer(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address needs no looking up", e);
        }
    }
}
