package io.drover.connection.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.OutgoingAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a token endpoint answered (RFC 6749, 5), and what such endpoints answer as well. */
public final class TokenAnswer {
    /** How long a token is used of which the endpoint does not say how long it is valid. */
    private static final long UNSAID_SECONDS = 300;

    private static final long MOST_SECONDS = 24 * 60 * 60;
    private static final int MOST_BYTES = 256 * 1024;
    /** A token of these kinds has to be sent with more than itself. */
    private static final Set<String> NOT_BEARER = Set.of("mac", "dpop", "pop", "hmac");

    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "slow_down", "server_error");
    private static final Pattern TOKEN = Pattern.compile("(?i)(\\w*token\"?\\s*[=:]\\s*\"?)[^&\"\\s,}]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String text;
    private final JsonNode json;

    private TokenAnswer(int status, String text, JsonNode json) {
        this.status = status;
        this.text = text;
        this.json = json;
    }

    /**
     * Reads an answer, of any status.
     *
     * @throws IOException when it does not come as a whole, or is too large
     */
    public static TokenAnswer of(OutgoingAnswer answer) throws IOException {
        byte[] bytes = answer.bytes(MOST_BYTES);
        try (InputStreamReader reader = new InputStreamReader(new ByteArrayInputStream(bytes), charset(bytes))) {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[MOST_BYTES];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
            String plain = text.toString().replaceFirst("^\\uFEFF", "");
            return new TokenAnswer(answer.status(), plain, json(plain));
        }
    }

    /** UTF-16 has a mark, as a text that begins with no ASCII character must. */
    private static Charset charset(byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF;
        return wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /** Null when it is none. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return null;
        }
    }

    public int status() {
        return status;
    }

    /** The token; empty when there is none that can be sent. */
    public String token() {
        String token = json == null ? "" : json.path("access_token").asText("").strip();
        return status / 100 != 2
                        || !unsupportedType().isEmpty()
                        || token.chars().anyMatch(c -> c <= ' ' || c > '~')
                ? ""
                : token;
    }

    /** How long it is valid: five minutes when the endpoint does not say it or says what cannot be, and a day at most. */
    long seconds() {
        try {
            BigDecimal seconds =
                    new BigDecimal(json.path("expires_in").asText("").strip());
            return seconds.signum() <= 0
                    ? UNSAID_SECONDS
                    : seconds.min(BigDecimal.valueOf(MOST_SECONDS)).longValue();
        } catch (NumberFormatException e) {
            return UNSAID_SECONDS;
        }
    }

    /** Whether the same request may get a token later. */
    boolean passes() {
        return status == 429 || status >= 500 || PASSING.contains(error("error"));
    }

    /** What is wrong with an answer without a token. */
    String problem() {
        if (status / 100 != 2) {
            return "answered " + status;
        }
        if (json == null) {
            return "answered no JSON";
        }
        if (!unsupportedType().isEmpty()) {
            return "answered with a token of the type " + unsupportedType() + "; Drover sends Bearer tokens";
        }
        return said().isEmpty() ? "answered without an access_token" : "answered " + status + ", but with an error";
    }

    private String unsupportedType() {
        String type = json == null ? "" : json.path("token_type").asText("").strip();
        return NOT_BEARER.contains(type.toLowerCase(Locale.ROOT)) ? type : "";
    }

    /** What the endpoint says of an error, in its own words; without JSON all that it says, but no token. */
    public String said() {
        if (json == null) {
            return TOKEN.matcher(text).replaceAll("$1***");
        }
        String said = (error("error") + " " + error("error_description")).strip();
        return said.isEmpty() && status / 100 != 2 ? TOKEN.matcher(text).replaceAll("$1***") : said;
    }

    /** A text, or the code and message of an object, as the APIs of some have it. */
    private String error(String name) {
        JsonNode error = json == null ? null : json.path(name);
        if (error == null || !error.isObject()) {
            return error == null ? "" : error.asText("");
        }
        return (error.path("code").asText("") + " " + error.path("message").asText("")).strip();
    }
}
