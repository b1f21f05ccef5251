package io.drover.connection.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.connection.CallParameters;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** With user and password in each request (RFC 7617). */
final class BasicAuthentication implements Authentication {
    private final String password;
    private final String pair;

    BasicAuthentication(CallParameters parameters) {
        String user = parameters.required("user", "authentication basic");
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "the parameter user has a colon, which Basic cannot tell from the password");
        }
        password = parameters.text("password");
        pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    @Override
    public List<String> secrets() {
        return List.of(password, pair);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Basic " + pair);
    }
}
