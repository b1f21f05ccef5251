package io.drover.connection.auth;

import io.drover.connection.CallParameters;
import io.drover.connection.Transport;
import io.drover.settings.secrets.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** With an access token of OAuth 2.0, which is asked for with client id and secret. */
final class OAuthAuthentication implements Authentication {
    private final AccessTokens tokens;
    private final TokenClient client;
    private final Transport transport;
    private String token = "";
    private boolean renewed;

    OAuthAuthentication(CallParameters parameters, AccessTokens tokens, Transport transport) {
        this.tokens = tokens;
        this.transport = transport == null ? null : transport.beforehand();
        client = TokenClient.of(parameters);
    }

    @Override
    public List<String> secrets() {
        return List.of(client.secret(), token);
    }

    @Override
    public Map<String, String> headers() throws IOException {
        token = tokens.get(client, transport);
        Secrets.add(token);
        return Map.of("Authorization", "Bearer " + token);
    }

    /** Forgets the token, once. */
    @Override
    public boolean renew() {
        if (renewed) {
            return false;
        }
        renewed = true;
        tokens.forget(client, transport, token);
        return true;
    }
}
