package io.drover.security.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.token.OwnKeys;
import io.drover.security.token.OwnTokens;
import io.drover.settings.Settings;
import io.drover.store.SqlErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean that routes/oauth.camel.yaml calls: gives out tokens, its keys and its configuration (wire contract 3). */
public final class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final boolean enabled;
    private final OwnKeys keys;
    private final OwnTokens tokens;
    private final TokenGrant grant;
    private final Function<Exchange, String> baseUrl;
    private final Function<Exchange, String> address;

    /**
     * @param baseUrl how the client of a request reaches this server, without a slash at the end
     * @param address of the client of a request
     */
    public TokenEndpoint(
            Settings settings,
            OwnKeys keys,
            Applications applications,
            Function<Exchange, String> baseUrl,
            Function<Exchange, String> address) {
        this.enabled = OwnTokens.enabled(settings);
        this.keys = keys;
        this.tokens = new OwnTokens(settings, keys);
        this.grant = new TokenGrant(settings, applications, tokens);
        this.baseUrl = baseUrl;
        this.address = address;
    }

    /** Gives a token for a resource. Its answer has numbers as text. */
    public void tokenV1(Exchange exchange) {
        answer(exchange, () -> token(exchange, false));
    }

    /** Gives a token for a scope. */
    public void tokenV2(Exchange exchange) {
        answer(exchange, () -> token(exchange, true));
    }

    public void configurationV1(Exchange exchange) {
        answer(exchange, () -> configuration(exchange, false));
    }

    public void configurationV2(Exchange exchange) {
        answer(exchange, () -> configuration(exchange, true));
    }

    /** The public keys of all nodes. */
    public void keys(Exchange exchange) {
        answer(exchange, () -> {
            tenant(exchange);
            keys.signing(); // so that there is one
            return keys.published().toJSONObject();
        });
    }

    /** A token without asking for a secret; for those who may do everything in this process, such as tests. */
    String tokenFor(String clientId, String url) {
        return tokens.make(new OwnTokens.Purpose(url, "drover", true, clientId, url))
                .token();
    }

    private Map<String, Object> token(Exchange exchange, boolean v2) throws OAuthError {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        TokenRequest request =
                TokenRequest.of(body instanceof Map<?, ?> form ? form : null, authorization(message), v2);
        return grant.answer(request, tenant(exchange), v2, baseUrl.apply(exchange), address.apply(exchange));
    }

    private Map<String, Object> configuration(Exchange exchange, boolean v2) throws OAuthError {
        String tenant = tenant(exchange);
        String base = baseUrl.apply(exchange) + "/" + tenant;
        String version = v2 ? "/v2.0" : "";
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", new OwnTokens.Purpose(baseUrl.apply(exchange), tenant, v2, "", "").issuer());
        configuration.put("token_endpoint", base + "/oauth2" + version + "/token");
        configuration.put("authorization_endpoint", base + "/oauth2" + version + "/authorize");
        configuration.put("jwks_uri", base + "/discovery" + version + "/keys");
        configuration.put("grant_types_supported", List.of("client_credentials"));
        configuration.put("response_types_supported", List.of());
        configuration.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_post", "client_secret_basic"));
        configuration.put("subject_types_supported", List.of("public"));
        configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
        return configuration;
    }

    /** From the path itself: a field of the form may have the same name as the route's parameter. */
    private static String tenant(Exchange exchange) throws OAuthError {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        String tenant = path.replaceFirst("^/", "").replaceFirst("/.*$", "");
        if (!TENANT.matcher(tenant).matches()) {
            throw OAuthError.badRequest(
                    "invalid_request", 900023, "The tenant in the path must be a name of letters, digits and . _ -");
        }
        return tenant;
    }

    /** From the request itself: routes do not get it. */
    private static String authorization(Message message) {
        return message instanceof HttpMessage http ? http.getRequest().getHeader("Authorization") : null;
    }

    private interface Request {
        Map<String, Object> answer() throws OAuthError;
    }

    private void answer(Exchange exchange, Request request) {
        UUID trace = UUID.randomUUID();
        UUID correlation = correlation(exchange.getMessage());
        try {
            if (!enabled) {
                throw OAuthError.badRequest(
                        "invalid_request",
                        90002,
                        "This server gives out no tokens (drover.auth.tokens); ask the issuer that it is configured for.");
            }
            send(exchange, 200, 0, request.answer());
        } catch (OAuthError e) {
            send(exchange, e.status(), e.retryAfter(), e.body(trace, correlation));
        } catch (Throwable e) {
            LOG.error("{} failed, trace {}", exchange.getFromRouteId(), trace, e);
            OAuthError error = OAuthError.failed(SqlErrors.isTransient(e));
            send(exchange, error.status(), error.retryAfter(), error.body(trace, correlation));
        }
    }

    private static UUID correlation(Message message) {
        try {
            return UUID.fromString(message.getHeader("client-request-id", "", String.class));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void send(Exchange exchange, int status, int retryAfter, Map<String, Object> body) {
        Message message = exchange.getMessage();
        boolean basic = authorization(message) != null;
        message.removeHeaders("*"); // nothing of the request goes back, least of all a secret
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        if (message instanceof HttpMessage http) { // Camel keeps these back when they are headers of its message
            http.getResponse().putHeader("Cache-Control", "no-store").putHeader("Pragma", "no-cache");
        }
        if (status == 401 && basic) {
            message.setHeader("WWW-Authenticate", "Basic realm=\"drover\"");
        }
        if (retryAfter > 0) {
            message.setHeader("Retry-After", retryAfter);
        }
        try {
            message.setBody(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON can be made of an answer", e);
        }
    }
}
