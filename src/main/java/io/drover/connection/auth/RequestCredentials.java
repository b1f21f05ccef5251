package io.drover.connection.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.connection.CallParameters;
import io.drover.connection.HeaderName;
import io.drover.connection.Transport;
import io.drover.settings.secrets.Secrets;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a request shows of who sends it: the security key of a task, and its {@link Authentication}. Used by one thread. */
public final class RequestCredentials {
    private final String securityKey;
    private final String securityKeyHeader;
    private final Authentication authentication;

    /**
     * What parameters say.
     *
     * @param transport of the connection that is called, or null: access tokens are asked for in the same way
     * @throws IllegalArgumentException when a parameter is missing or wrong
     */
    public RequestCredentials(CallParameters parameters, AccessTokens tokens, Transport transport) {
        securityKey = parameters.text("securityKey");
        securityKeyHeader = securityKey.isEmpty()
                ? ""
                : HeaderName.require(parameters.required("securityKeyHeader", "the security key"), "securityKeyHeader");
        authentication = authentication(parameters, tokens, transport);
    }

    private static Authentication authentication(CallParameters parameters, AccessTokens tokens, Transport transport) {
        String name = parameters.text("authentication");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "none" -> Authentication.NONE;
            case "basic" -> new BasicAuthentication(parameters);
            case "bearer" -> new BearerAuthentication(parameters);
            case "apikey" -> new ApiKeyAuthentication(parameters, false);
            case "apikeyinquery" -> new ApiKeyAuthentication(parameters, true);
            case "oauth2" -> new OAuthAuthentication(parameters, tokens, transport);
            default -> throw new IllegalArgumentException("the parameter authentication cannot be '" + name + "'");
        };
    }

    /**
     * The headers to send now.
     *
     * @throws IOException when what they need cannot be had, such as an access token
     * @throws IllegalArgumentException when one cannot be a header
     */
    public Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!securityKey.isEmpty()) {
            headers.put(securityKeyHeader, securityKey);
        }
        headers.putAll(authentication.headers());
        headers.forEach(RequestCredentials::requireHeader);
        return headers;
    }

    private static void requireHeader(String name, String value) {
        if (!HeaderName.isOne(name) || value.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException(
                    "the credentials cannot be sent as the header '" + name.replaceAll("\\p{Cntrl}", "?")
                            + "': its name or its value has characters that a header cannot have");
        }
    }

    /** The address with what the query must have. */
    public String address(String address) {
        String query = authentication.query();
        return query.isEmpty() ? address : withQuery(address, query);
    }

    /**
     * An address with more in its query.
     *
     * @param query encoded, such as {@code key=1234}
     */
    public static String withQuery(String address, String query) {
        int fragment = address.indexOf('#');
        String plain = fragment < 0 ? address : address.substring(0, fragment);
        return plain + (plain.indexOf('?') < 0 ? "?" : "&") + query;
    }

    /** After the status 401: whether it is worth asking again, with other headers. */
    public boolean renew() {
        return authentication.renew();
    }

    /** A text in which none of them can be read, nor another known secret. */
    public String hide(String text) {
        String hidden = hide(securityKey, text);
        for (String secret : authentication.secrets()) {
            hidden = hide(secret, hidden);
        }
        return Secrets.hide(hidden);
    }

    private static String hide(String secret, String text) {
        return secret.isEmpty() ? text : text.replace(secret, Secrets.HIDDEN);
    }

    /** A text as the query of an address has it. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
