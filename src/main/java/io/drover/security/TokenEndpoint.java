package io.drover.security;

import io.drover.settings.Settings;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The bean that routes/oauth.camel.yaml calls: gives out tokens, its keys and its configuration. */
public final class TokenEndpoint {
    private final OwnTokens tokens;

    /** @param baseUrl how the client of a request reaches this server, without a slash at the end */
    public TokenEndpoint(
            Settings settings, OwnKeys keys, Applications applications, Function<Exchange, String> baseUrl) {
        this.tokens = new OwnTokens(settings, keys);
    }

    /** A token without asking for a secret; for those who may do everything in this process, such as tests. */
    String tokenFor(String clientId, String url) {
        return tokens.make(new OwnTokens.Purpose(url, "drover", true, clientId, url))
                .token();
    }
}
