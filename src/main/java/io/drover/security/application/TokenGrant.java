package io.drover.security.application;

import io.drover.security.AccessRefusal;
import io.drover.security.ServerName;
import io.drover.security.audit.Audit;
import io.drover.security.token.ClaimsCheck;
import io.drover.security.token.OwnTokens;
import io.drover.security.token.OwnTokens.IssuedToken;
import io.drover.security.token.OwnTokens.Purpose;
import io.drover.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a client gets the token that it asks for. */
final class TokenGrant {
    private static final String DEFAULT_SCOPE = "/.default";
    private static final Set<String> SCOPES_OF_USERS = Set.of("openid", "profile", "email", "offline_access");

    /** Whatever the clients are: who makes up their ids is stopped too. Many clients may share an address. */
    static final int MOST_OF_ADDRESS = 30;

    private static final String ANY = "";

    private final Applications applications;
    private final OwnTokens tokens;
    private final Set<String> audiences;
    private final FailedSecrets failed;
    private final FailedSecrets failedOfAddress;

    TokenGrant(Settings settings, Applications applications, OwnTokens tokens) {
        this(settings, applications, tokens, Clock.systemUTC());
    }

    TokenGrant(Settings settings, Applications applications, OwnTokens tokens, Clock clock) {
        this.applications = applications;
        this.tokens = tokens;
        this.failed = new FailedSecrets(clock);
        this.failedOfAddress = new FailedSecrets(clock, MOST_OF_ADDRESS);
        this.audiences = OwnTokens.audiences(settings);
    }

    /** @param address of the client, against guessing */
    Map<String, Object> answer(TokenRequest request, String tenant, boolean v2, String baseUrl, String address)
            throws OAuthError {
        Application application = authenticate(request, address);
        String audience = v2 ? ofScope(request.audience()) : request.audience();
        requireOwn(audience, baseUrl);
        IssuedToken made = tokens.make(new Purpose(baseUrl, tenant, v2, application.clientId(), audience));
        long seconds = Duration.between(made.issued(), made.expires()).toSeconds();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token_type", "Bearer");
        if (v2) {
            answer.put("expires_in", seconds);
            answer.put("ext_expires_in", seconds);
        } else {
            answer.put("expires_in", String.valueOf(seconds));
            answer.put("ext_expires_in", String.valueOf(seconds));
            answer.put("expires_on", String.valueOf(made.expires().getEpochSecond()));
            answer.put("not_before", String.valueOf(made.issued().getEpochSecond()));
            answer.put("resource", request.audience());
        }
        answer.put("access_token", made.token());
        return answer;
    }

    private Application authenticate(TokenRequest request, String address) throws OAuthError {
        String clientId = request.clientId();
        if (!applications.secretIsKnown(clientId, request.clientSecret())) {
            requireFew(FailedSecrets.MOST, "for this client", failed.wait(clientId, address));
            requireFew(MOST_OF_ADDRESS, "from this address", failedOfAddress.wait(ANY, network(address)));
        }
        if (!fits(request)) {
            failed.failed(clientId, address);
            failedOfAddress.failed(ANY, network(address));
            Audit.noToken(clientId, address, "there is no such application, or its secret is another");
            throw OAuthError.invalidClient(
                    7000215,
                    "Invalid client secret provided, or this server knows no application of this client id."
                            + " 'drover app list' shows those it knows, 'drover app rotate' gives one a new secret.");
        }
        Optional<Application> application = applications.find(clientId);
        if (application.isEmpty() || !application.get().enabled()) {
            Audit.noToken(clientId, address, "the application is disabled");
            throw OAuthError.invalidClient(7000112, "The application is disabled; 'drover app enable' enables it.");
        }
        return application.get();
    }

    private static void requireFew(int most, String whose, int wait) throws OAuthError {
        if (wait > 0) {
            throw OAuthError.tooMany(
                    wait,
                    "There were " + most + " wrong secrets " + whose + " within a minute; wait " + wait + " seconds.");
        }
    }

    /** Of IPv6 a network of 64 bits: that much everybody gets. */
    private static String network(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        if (plain.indexOf(':') < 0) {
            return plain;
        }
        try {
            return HexFormat.of().formatHex(InetAddress.getByName(plain).getAddress(), 0, 8);
        } catch (UnknownHostException | IndexOutOfBoundsException e) {
            return plain;
        }
    }

    private boolean fits(TokenRequest request) throws OAuthError {
        try {
            return applications.secretFits(request.clientId(), request.clientSecret());
        } catch (AccessRefusal e) {
            throw OAuthError.busy(e);
        }
    }

    /**
     * The server that a scope names. A URL that ends in a slash gives one more: clients put both together as they are. MSAL adds
     * scopes that concern users only.
     */
    private static String ofScope(String scope) throws OAuthError {
        List<String> names = Arrays.stream(scope.strip().split("\\s+"))
                .filter(name -> !SCOPES_OF_USERS.contains(name))
                .toList();
        if (names.size() != 1 || !names.get(0).endsWith(DEFAULT_SCOPE)) {
            throw OAuthError.badRequest(
                    "invalid_scope",
                    70011,
                    "The scope " + ClaimsCheck.shown(scope)
                            + " is not valid: it must be the base URL of this server and /.default");
        }
        return names.get(0).substring(0, names.get(0).length() - DEFAULT_SCOPE.length());
    }

    private void requireOwn(String audience, String baseUrl) throws OAuthError {
        Optional<ServerName> own = ServerName.of(baseUrl);
        if (!audiences.contains(audience) && (own.isEmpty() || !own.equals(ServerName.of(audience)))) {
            throw OAuthError.badRequest(
                    "invalid_resource",
                    500011,
                    "The resource principal named " + ClaimsCheck.shown(audience)
                            + " was not found: this server gives tokens for itself, " + baseUrl
                            + " (or what drover.auth.audience names).");
        }
    }
}
