package io.drover.security;

import io.drover.settings.Settings;
import io.drover.store.Store;

/** The bean that routes/oauth.camel.yaml calls: gives out tokens, its keys and its configuration. */
public final class TokenEndpoint {

    public TokenEndpoint(Settings settings, Store store, Applications applications) {}
}
