package io.drover.api.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.api.Json;
import io.drover.api.OperationException;
import io.drover.connection.TimedCalls;
import io.drover.security.MachineToken;
import io.drover.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The token that a command shows to a running server: given as {@code drover.api.token}, or asked for with {@code
 * drover.api.client-id} and {@code drover.api.client-secret}; else that of this machine, where the server takes it.
 */
public final class ApiToken {
    static final String HELP =
            "set drover.api.token, or drover.api.client-id and drover.api.client-secret of an application"
                    + " with the role operator or reader (DROVER_API_CLIENT_ID and DROVER_API_CLIENT_SECRET in the environment)";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 256 * 1024;

    private final String given;
    private final String clientId;
    private final String clientSecret;
    private final String tokenUrl;
    private final String publicUrl;
    private String token;

    private ApiToken(String given, String clientId, String clientSecret, String tokenUrl, String publicUrl) {
        this.given = given;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.tokenUrl = tokenUrl;
        this.publicUrl = publicUrl;
    }

    public static ApiToken of(Settings settings) {
        String given = settings.get("drover.api.token");
        String clientId = settings.get("drover.api.client-id");
        return new ApiToken(
                given.isEmpty() && clientId.isEmpty() ? ofMachine(settings) : given,
                clientId,
                settings.get("drover.api.client-secret"),
                settings.get("drover.api.token-url"),
                settings.get("drover.http.public-url"));
    }

    private static String ofMachine(Settings settings) {
        try {
            return MachineToken.read(settings).orElse("");
        } catch (IOException e) {
            throw new OperationException(
                    403,
                    "the file " + MachineToken.FILE
                            + " in drover.data cannot be read: run the command under the account"
                            + " of the server, or " + HELP);
        }
    }

    /** The token for a server, or empty when there is none to show. */
    Optional<String> of(HttpClient client, String server) throws IOException, InterruptedException {
        if (!given.isEmpty()) {
            return Optional.of(given);
        }
        if (clientId.isEmpty()) {
            return Optional.empty();
        }
        if (token == null) {
            token = ask(client, server);
        }
        return Optional.of(token);
    }

    private String ask(HttpClient client, String server) throws IOException, InterruptedException {
        String endpoint = tokenUrl.isEmpty() ? server + "/drover/oauth2/v2.0/token" : tokenUrl;
        String form = "grant_type=client_credentials&client_id=" + ApiClient.encode(clientId) + "&client_secret="
                + ApiClient.encode(clientSecret) + "&scope="
                + ApiClient.encode((publicUrl.isEmpty() ? server : publicUrl) + "/.default");
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<byte[]> response = TimedCalls.send(client, request, TimedCalls.atMost(MOST_BYTES), LIMIT);
        try {
            Map<String, Object> answer =
                    Json.read(new String(response.body(), StandardCharsets.UTF_8), new TypeReference<>() {});
            if (answer.get("access_token") instanceof String bearer) {
                return bearer;
            }
            throw refused(endpoint, String.valueOf(answer.getOrDefault("error_description", answer.get("error"))));
        } catch (JsonProcessingException e) {
            throw refused(endpoint, "status " + response.statusCode());
        }
    }

    private OperationException refused(String endpoint, String reason) {
        return new OperationException(
                401, "no token for drover.api.client-id " + clientId + " from " + endpoint + ": " + reason);
    }
}
