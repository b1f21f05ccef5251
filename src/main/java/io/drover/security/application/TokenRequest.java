package io.drover.security.application;

import io.drover.definition.text.ClientId;
import io.drover.security.token.ClaimsCheck;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client sends to the token endpoint. Parameters that Drover does not know are left alone: ADAL and MSAL send many.
 *
 * @param audience the parameter resource (v1) or scope (v2) as it is, or null
 */
record TokenRequest(String clientId, String clientSecret, String audience) {
    private static final int MAX_LENGTH = 1000;
    private static final String BASIC = "basic ";

    /**
     * Reads a request.
     *
     * @param form the fields of the form; a list where one is there twice. Null when the body is no form
     * @param authorization the header, or null: a client may send its id and secret there instead (RFC 6749, 2.3.1)
     */
    static TokenRequest of(Map<?, ?> form, String authorization, boolean v2) throws OAuthError {
        Map<String, String> fields = new HashMap<>();
        for (String name : List.of("grant_type", "client_id", "client_secret", v2 ? "scope" : "resource")) {
            fields.put(name, field(form, name));
        }
        String grantType = required(fields, "grant_type");
        if (!grantType.equals("client_credentials")) {
            throw OAuthError.badRequest(
                    "unsupported_grant_type",
                    70003,
                    "The grant type " + ClaimsCheck.shown(grantType)
                            + " is not supported; the only one is client_credentials: applications, not users, ask Drover.");
        }
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            basic(authorization.substring(BASIC.length()).strip(), fields);
        }
        String clientId = ClientId.canonical(required(fields, "client_id"));
        if (fields.get("client_secret") == null) {
            throw OAuthError.invalidClient(
                    7000216, "'client_secret' is required for the 'client_credentials' grant type.");
        }
        return new TokenRequest(clientId, fields.get("client_secret"), required(fields, v2 ? "scope" : "resource"));
    }

    private static String field(Map<?, ?> form, String name) throws OAuthError {
        Object value = form == null ? null : form.get(name);
        if (value instanceof List<?>) {
            throw OAuthError.badRequest("invalid_request", 900144, "The parameter '" + name + "' is there twice.");
        }
        if (value == null || value.toString().isEmpty()) {
            return null;
        }
        if (value.toString().length() > MAX_LENGTH) {
            throw OAuthError.badRequest("invalid_request", 900144, "The parameter '" + name + "' is too long.");
        }
        return value.toString();
    }

    private static String required(Map<String, String> fields, String name) throws OAuthError {
        String value = fields.get(name);
        if (value == null) {
            throw OAuthError.missing(name);
        }
        return value;
    }

    private static void basic(String credentials, Map<String, String> fields) throws OAuthError {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0 && text.length() <= MAX_LENGTH) {
                fields.put("client_id", URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8));
                fields.put("client_secret", URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8));
                return;
            }
        } catch (IllegalArgumentException e) {
            // The same as any other text that is none
        }
        throw OAuthError.badRequest(
                "invalid_request", 900144, "The header Authorization: Basic holds no client id and secret.");
    }

    /** Without the secret: this text may come into a log. */
    @Override
    public String toString() {
        return "TokenRequest[" + clientId + "]";
    }
}
