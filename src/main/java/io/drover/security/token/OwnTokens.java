package io.drover.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.drover.security.ServerName;
import io.drover.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The tokens that Drover makes itself: like those of Entra, with the typ of RFC 9068. */
public final class OwnTokens {
    /** What Drover is called as an issuer, beside those of the settings. */
    public static final String ISSUER = "drover";

    private static final String V2 = "/v2.0";
    private static final Duration MAX_LIFETIME = Duration.ofDays(1);

    private final OwnKeys keys;
    private final Duration lifetime;

    /**
     * What a token is made for.
     *
     * @param baseUrl of this server, as the client knows it
     * @param tenant as the client wrote it
     * @param audience as the client wrote it
     */
    public record Purpose(String baseUrl, String tenant, boolean v2, String clientId, String audience) {

        public String issuer() {
            return baseUrl + "/" + tenant + (v2 ? V2 : "/");
        }
    }

    /** A token and the times that its answer names. */
    public record IssuedToken(String token, Instant issued, Instant expires) {}

    public OwnTokens(Settings settings, OwnKeys keys) {
        this.keys = keys;
        this.lifetime = lifetime(settings);
    }

    private static Duration lifetime(Settings settings) {
        Duration lifetime = settings.seconds("drover.auth.token-seconds");
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("the setting drover.auth.token-seconds must be from 60 to "
                    + MAX_LIFETIME.toSeconds() + ", not " + lifetime.toSeconds());
        }
        return lifetime;
    }

    public static boolean enabled(Settings settings) {
        String value = settings.get("drover.auth.tokens");
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException(
                    "the setting drover.auth.tokens is '" + value + "'; it must be on or off");
        }
        return value.equals("on");
    }

    /** Names of this server beside its base URL that clients may ask tokens for. */
    public static Set<String> audiences(Settings settings) {
        return Arrays.stream(settings.get("drover.auth.audience").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** What the check of tokens takes of Drover itself. */
    static Issuer issuer(Settings settings, OwnKeys keys) {
        Set<String> names = audiences(settings);
        return new Issuer(
                ISSUER,
                (header, claims) ->
                        header.getKeyID() != null && header.getKeyID().startsWith(OwnKeys.KID_PREFIX),
                new Issuer.Audience(
                        claims -> claims.getAudience().stream()
                                .anyMatch(audience ->
                                        names.contains(audience) || isOfIssuer(audience, claims.getIssuer())),
                        "tokens that were asked for at this server"),
                new Issuer.Form(Set.of(JWSAlgorithm.RS256), Set.of("at+jwt"), List.of("client_id"), false, ""),
                new Issuer.Times(MAX_LIFETIME, settings.seconds("drover.auth.clock-skew")),
                keys);
    }

    /** When it was made, it was made for the server that it was asked of. */
    private static boolean isOfIssuer(String audience, String issuer) {
        String withoutTenant = issuer == null ? "" : issuer.replaceFirst("/[^/]+(/v2\\.0|/)$", "");
        Optional<ServerName> server = ServerName.of(withoutTenant);
        return server.isPresent() && server.equals(ServerName.of(audience));
    }

    public IssuedToken make(Purpose purpose) {
        RSAKey key = keys.signing();
        Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        Instant expires = now.plus(lifetime);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(purpose.issuer())
                .audience(purpose.audience())
                .subject(purpose.clientId())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", purpose.clientId())
                .claim(purpose.v2() ? "azp" : "appid", purpose.clientId())
                .claim(purpose.v2() ? "azpacr" : "appidacr", "1")
                .claim("tid", purpose.tenant())
                .claim("idtyp", "app")
                .claim("ver", purpose.v2() ? "2.0" : "1.0")
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return new IssuedToken(token.serialize(), now, expires);
    }
}
