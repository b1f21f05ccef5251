package io.drover.connection.auth;

import io.drover.connection.CallParameters;
import io.drover.connection.HeaderName;
import java.util.List;
import java.util.Map;

/** With a key in a header, or in the query. */
final class ApiKeyAuthentication implements Authentication {
    private final String key;
    private final String name;
    private final boolean inQuery;

    ApiKeyAuthentication(CallParameters parameters, boolean inQuery) {
        this.inQuery = inQuery;
        key = parameters.required("apiKey", "authentication apiKey");
        String written = parameters.required("apiKeyName", "authentication apiKey");
        name = inQuery ? written : HeaderName.require(written, "apiKeyName");
    }

    @Override
    public List<String> secrets() {
        return List.of(key, RequestCredentials.encoded(key));
    }

    @Override
    public Map<String, String> headers() {
        return inQuery ? Map.of() : Map.of(name, key);
    }

    @Override
    public String query() {
        return inQuery ? RequestCredentials.encoded(name) + "=" + RequestCredentials.encoded(key) : "";
    }
}
