package io.drover.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** Reads an issuer's documents: small, within seconds, without following redirects. */
final class KeyDocuments {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

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
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException(address + " answered " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new IOException(address + " answered more than " + MAX_BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(address + " was not waited for: the server stops", e);
        }
    }

    /**
     * An address that keys may be read from.
     *
     * @throws IllegalArgumentException when it is not https, unless it is on this machine: who changes keys on their way makes
     *     tokens
     */
    static URI safe(String address) {
        URI uri = URI.create(address);
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(https || (http && isLoopback(uri.getHost())))) {
            throw new IllegalArgumentException("'" + address + "' must be an address of https");
        }
        return uri;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
