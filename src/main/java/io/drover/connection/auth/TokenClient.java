package io.drover.connection.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.connection.CallParameters;
import io.drover.connection.OutgoingRequest;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client of an OAuth 2.0 token endpoint: who asks where for what.
 *
 * @param inHeader whether id and secret go in the header Authorization, rather than in the body
 * @param scope empty when none is wanted
 * @param resource empty when none is wanted
 */
public record TokenClient(URI endpoint, String id, String secret, boolean inHeader, String scope, String resource) {
    static TokenClient of(CallParameters parameters) {
        return new TokenClient(
                parameters.address("tokenUrl"),
                parameters.required("clientId", "authentication oauth2"),
                parameters.required("clientSecret", "authentication oauth2"),
                parameters.text("clientAuthentication").equalsIgnoreCase("header"),
                parameters.text("scope"),
                parameters.text("resource"));
    }

    /** The request for an access token (RFC 6749, 4.4.2). */
    public OutgoingRequest request() {
        OutgoingRequest request = OutgoingRequest.post(endpoint).header("Accept", "application/json");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        if (inHeader) {
            String pair = RequestCredentials.encoded(id) + ":" + RequestCredentials.encoded(secret);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        } else {
            form.put("client_id", id);
            form.put("client_secret", secret);
        }
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        if (!resource.isEmpty()) {
            form.put("resource", resource);
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + RequestCredentials.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return request.body("application/x-www-form-urlencoded", body.getBytes(UTF_8));
    }

    /** The address without a query, for messages. */
    String address() {
        return CallParameters.plain(endpoint.toString());
    }

    @Override
    public String toString() {
        return id + " at " + address();
    }
}
