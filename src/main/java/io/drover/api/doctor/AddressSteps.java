package io.drover.api.doctor;

import io.drover.api.client.ServerCertificates;
import io.drover.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** What a diagnosis says of the way in: the address that clients use, and the certificate. */
final class AddressSteps {
    private static final Duration EXPIRES_SOON = Duration.ofDays(21);

    private final Settings settings;

    AddressSteps(Settings settings) {
        this.settings = settings;
    }

    void add(Steps steps) {
        address(steps);
        certificate(steps);
    }

    private void address(Steps steps) {
        boolean tls = !settings.get("drover.tls.certificate").isEmpty();
        String published = settings.get("drover.http.public-url");
        boolean proxies = !settings.get("drover.http.trusted-proxies").isEmpty();
        boolean onlyHere = isLoopback(settings.get("camel.server.host"));
        if (published.startsWith("http:")) {
            steps.warning(
                    0,
                    "address",
                    "drover.http.public-url begins with http: URLs that clients get are without TLS, and many clients make"
                            + " https of them",
                    "end TLS here (drover.tls.certificate) or at a proxy, and write https");
        } else if (!tls && !onlyHere && published.isEmpty() && !proxies) {
            steps.warning(
                    0,
                    "address",
                    "other machines reach the server without TLS, and their tokens can be read on the way",
                    "set drover.tls.certificate; behind a proxy that ends TLS set drover.http.public-url");
        } else if (onlyHere && published.isEmpty() && !proxies) {
            steps.ok(0, "address", "only this machine is answered; behind a proxy set drover.http.public-url");
        } else {
            steps.ok(
                    0,
                    "address",
                    published.isEmpty() ? "URLs are as clients ask" : "clients are given URLs of " + published);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void certificate(Steps steps) {
        if (settings.get("drover.tls.certificate").isEmpty()) {
            return;
        }
        try {
            Instant end = ServerCertificates.of(settings).stream()
                    .map(X509Certificate::getNotAfter)
                    .map(Date::toInstant)
                    .min(Instant::compareTo)
                    .orElseThrow(() -> new IOException("it holds no certificate"));
            if (end.isBefore(Instant.now())) {
                steps.missing(0, "certificate", "it has expired at " + end, "renew the file of drover.tls.certificate");
            } else if (end.isBefore(Instant.now().plus(EXPIRES_SOON))) {
                steps.warning(0, "certificate", "it expires at " + end, "renew the file of drover.tls.certificate");
            } else {
                steps.ok(0, "certificate", "it is valid until " + end);
            }
        } catch (IOException | GeneralSecurityException e) {
            steps.missing(0, "certificate", "it cannot be read", "look at drover.tls.certificate and drover.tls.key");
        }
    }
}
