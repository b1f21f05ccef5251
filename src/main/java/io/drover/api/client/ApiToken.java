package io.drover.api.client;

import io.drover.api.OperationException;
import io.drover.connection.Excerpt;
import io.drover.connection.OutgoingAnswer;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.auth.TokenAnswer;
import io.drover.connection.auth.TokenClient;
import io.drover.security.gate.MachineToken;
import io.drover.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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
    Optional<String> of(OutgoingCalls calls, String server) throws IOException, InterruptedException {
        if (!given.isEmpty()) {
            return Optional.of(given);
        }
        if (clientId.isEmpty()) {
            return Optional.empty();
        }
        if (token == null) {
            token = ask(calls, server);
        }
        return Optional.of(token);
    }

    private String ask(OutgoingCalls calls, String server) throws IOException, InterruptedException {
        String endpoint = tokenUrl.isEmpty() ? server + "/drover/oauth2/v2.0/token" : tokenUrl;
        String scope = (publicUrl.isEmpty() ? server : publicUrl) + "/.default";
        TokenClient asking = new TokenClient(URI.create(endpoint), clientId, clientSecret, false, scope, "");
        return calls.send(asking.request().limit(LIMIT), answer -> token(endpoint, answer));
    }

    private String token(String endpoint, OutgoingAnswer answer) throws IOException {
        TokenAnswer read = TokenAnswer.of(answer);
        if (read.token().isEmpty()) {
            throw refused(endpoint, "status " + read.status() + Excerpt.of(read.said()));
        }
        return read.token();
    }

    private OperationException refused(String endpoint, String reason) {
        return new OperationException(
                401, "no token for drover.api.client-id " + clientId + " from " + endpoint + ": " + reason);
    }
}
