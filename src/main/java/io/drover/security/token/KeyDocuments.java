package io.drover.security.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingRequest;
import io.drover.security.LocalRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Reads an issuer's documents: small, within seconds, without following redirects. */
final class KeyDocuments {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Duration limit;

    KeyDocuments() {
        this(TIMEOUT);
    }

    /** @param limit for each document as a whole */
    KeyDocuments(Duration limit) {
        this.limit = limit;
    }

    /** The key set at an address. */
    String keys(URI jwks) throws IOException {
        return get(jwks);
    }

    /**
     * The key set that an openid-configuration names.
     *
     * @param issuers what it may call itself
     */
    String discovered(URI configuration, Set<String> issuers) throws IOException {
        JsonNode document = JSON.readTree(get(configuration));
        String issuer = document.path("issuer").asText();
        if (!issuers.contains(issuer)) {
            throw new IOException(configuration + " is of the issuer '" + issuer + "', not of " + issuers);
        }
        String jwks = document.path("jwks_uri").asText();
        if (jwks.isEmpty()) {
            throw new IOException(configuration + " names no jwks_uri");
        }
        try {
            return get(safe(jwks));
        } catch (IllegalArgumentException e) {
            throw new IOException(configuration + ": jwks_uri " + e.getMessage(), e);
        }
    }

    private String get(URI address) throws IOException {
        OutgoingRequest request = OutgoingRequest.get(address)
                .header("Accept", "application/json")
                .limit(limit);
        try {
            return OutgoingCalls.SHARED.send(request, answer -> {
                if (answer.status() != 200) {
                    throw new IOException("it answered " + answer.status());
                }
                return answer.text(MAX_BYTES);
            });
        } catch (IOException e) {
            throw new IOException(address + ": " + (e.getMessage() == null ? "no connection" : e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(address + " was not waited for: the server stops", e);
        }
    }

    /**
     * An address that keys may be read from.
     *
     * @throws IllegalArgumentException when it is not https, unless it names this machine (a name that leads here today may lead
     *     elsewhere tomorrow): who changes keys on their way makes tokens
     */
    static URI safe(String address) {
        URI uri = URI.create(address);
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(https || (http && LocalRequest.isNamed(uri.getHost())))) {
            throw new IllegalArgumentException("'" + address + "' must be an address of https");
        }
        return uri;
    }
}
