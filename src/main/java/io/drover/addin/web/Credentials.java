package io.drover.addin.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.settings.secrets.Secrets;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a request shows who sends it: headers, or a parameter of the query. */
final class Credentials {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>();
    private final AccessTokens tokens;
    private AccessTokens.Client client;
    private String token;
    private boolean renewed;
    private String query = "";

    Credentials(CallParameters parameters, AccessTokens tokens) {
        this.tokens = tokens;
        String securityKey = parameters.text("securityKey");
        if (!securityKey.isEmpty()) {
            String name = parameters.required("securityKeyHeader", "the security key");
            header(HeaderName.require(name, "securityKeyHeader"), secret(securityKey));
        }
        String authentication = parameters.text("authentication");
        switch (authentication.toLowerCase(Locale.ROOT)) {
            case "", "none" -> {}
            case "basic" -> basic(parameters);
            case "bearer" ->
                header(
                        "Authorization",
                        "Bearer " + secret(parameters.required("bearerToken", "authentication bearer")));
            case "apikey" -> apiKey(parameters, false);
            case "apikeyinquery" -> apiKey(parameters, true);
            case "oauth2" -> client = AccessTokens.Client.of(parameters);
            default ->
                throw new IllegalArgumentException("the parameter authentication cannot be '" + authentication + "'");
        }
        if (client != null) {
            secret(client.secret());
        }
    }

    private void basic(CallParameters parameters) {
        String user = parameters.required("user", "authentication basic");
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "the parameter user has a colon, which Basic cannot tell from the password");
        }
        String pair = user + ":" + secret(parameters.text("password"));
        header("Authorization", "Basic " + secret(Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))));
    }

    private void apiKey(CallParameters parameters, boolean inQuery) {
        String key = secret(parameters.required("apiKey", "authentication apiKey"));
        String name = parameters.required("apiKeyName", "authentication apiKey");
        if (inQuery) {
            query = encoded(name) + "=" + secret(encoded(key));
        } else {
            header(HeaderName.require(name, "apiKeyName"), key);
        }
    }

    private void header(String name, String value) {
        if (!HeaderName.isOne(name) || value.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException(
                    "the credentials cannot be sent as the header '" + name.replaceAll("\\p{Cntrl}", "?")
                            + "': its name or its value has characters that a header cannot have");
        }
        headers.put(name, value);
    }

    private String secret(String value) {
        if (!value.isEmpty()) {
            secrets.add(value);
        }
        return value;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** The headers to send now; gets an access token where one is needed. */
    Map<String, String> headers() throws IOException {
        if (client == null) {
            return Map.copyOf(headers);
        }
        token = tokens.get(client);
        Secrets.add(secret(token));
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        return all;
    }

    /** The address with what the query must have. */
    String address(String address) {
        if (query.isEmpty()) {
            return address;
        }
        int fragment = address.indexOf('#');
        String plain = fragment < 0 ? address : address.substring(0, fragment);
        return plain + (plain.indexOf('?') < 0 ? "?" : "&") + query;
    }

    /** After a 401: forgets the access token. Whether it is worth asking again, which it is once. */
    boolean renew() {
        if (client == null || renewed) {
            return false;
        }
        renewed = true;
        tokens.forget(client, token);
        return true;
    }

    /** A text in which none of them can be read, nor another known secret. */
    String hide(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, Secrets.HIDDEN);
        }
        return Secrets.hide(hidden);
    }
}
