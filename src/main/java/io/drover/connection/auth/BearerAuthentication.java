package io.drover.connection.auth;

import io.drover.connection.CallParameters;
import java.util.List;
import java.util.Map;

/** With a token that does not change. */
final class BearerAuthentication implements Authentication {
    private final String token;

    BearerAuthentication(CallParameters parameters) {
        token = parameters.required("bearerToken", "authentication bearer");
    }

    @Override
    public List<String> secrets() {
        return List.of(token);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + token);
    }
}
