package io.drover.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What the fake ERP wants to be shown. Without any of the three it lets everyone in. Thread-safe.
 *
 * @param securityKey the header SecurityKey must be this; or null
 * @param basic {@code USER:PASSWORD}; or null
 * @param client {@code ID:SECRET} of the client that gets tokens; or null
 * @param tokenSeconds how long a token is good
 */
public record FakeErpAccess(
        String securityKey, String basic, String client, int tokenSeconds, Map<String, Instant> tokens) {

    public FakeErpAccess(String securityKey, String basic, String client, int tokenSeconds) {
        this(securityKey, basic, client, tokenSeconds, new ConcurrentHashMap<>());
    }

    /** Why a request is refused. */
    Optional<String> refusal(Headers headers) {
        if (securityKey != null && !securityKey.equals(headers.getFirst("SecurityKey"))) {
            return Optional.of("The header SecurityKey is missing or wrong");
        }
        String authorization =
                Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        if (basic != null && !authorization.equals(basic(basic))) {
            return Optional.of("Basic authentication with the right user and password is needed");
        }
        if (client != null && !isToken(authorization)) {
            return Optional.of("A bearer token of /token is needed, one that has not expired");
        }
        return Optional.empty();
    }

    private boolean isToken(String authorization) {
        Instant expires = tokens.get(authorization.replaceFirst("(?i)^Bearer ", ""));
        return expires != null && expires.isAfter(Instant.now());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    /** A token for who shows the client's id and secret, as HTTP Basic or in the form. */
    Optional<String> token(Headers headers, String form) {
        Map<String, String> fields = fields(form);
        String shown = fields.get("client_id") + ":" + fields.get("client_secret");
        boolean known = client != null
                && "client_credentials".equals(fields.get("grant_type"))
                && (client.equals(shown) || basic(client).equals(headers.getFirst("Authorization")));
        if (!known) {
            return Optional.empty();
        }
        String token = UUID.randomUUID().toString();
        tokens.values().removeIf(expires -> expires.isBefore(Instant.now()));
        tokens.put(token, Instant.now().plusSeconds(tokenSeconds));
        return Optional.of(
                "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}".formatted(tokenSeconds, token));
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> URLDecoder.decode(field[0], UTF_8),
                        field -> URLDecoder.decode(field[1].strip(), UTF_8),
                        (first, second) -> first,
                        HashMap::new));
    }
}
