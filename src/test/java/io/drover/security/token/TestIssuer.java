package io.drover.security.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.drover.testing.ScriptedServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;

/** An issuer of tokens as a test wants it: its keys over HTTP, and tokens right or wrong. */
public final class TestIssuer implements AutoCloseable {
    public static final String AUDIENCE = "https://drover.example";
    public static final String CLIENT = "11111111-2222-3333-4444-555555555555";

    private static final RSAKey RSA;
    private static final ECKey EC;

    static {
        try {
            RSA = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
            EC = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public final ScriptedServer server = new ScriptedServer();
    public final RSAKey rsa = RSA;
    public final ECKey ec = EC;

    public TestIssuer() {
        publishes(rsa, ec);
    }

    /** What its iss claim is, and where its configuration lies. */
    public String issuer() {
        return server.url();
    }

    /** From now on these are its keys, and its openid-configuration names them. */
    public void publishes(JWK... keys) {
        String set = new JWKSet(Arrays.asList(keys)).toString(true);
        String configuration = "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/keys\"}";
        server.answers(exchange -> {
            boolean wantsKeys = exchange.getRequestURI().getPath().endsWith("/keys");
            byte[] body = (wantsKeys ? set : configuration).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** Settings that make it known under the name "test". */
    public Map<String, String> settings(String preset) {
        return Map.of(
                "drover.auth.issuer.test.preset", preset,
                "drover.auth.issuer.test.issuer", issuer(),
                "drover.auth.issuer.test.audience", AUDIENCE);
    }

    /** Claims of an access token as they should be. */
    public JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .claim("client_id", CLIENT)
                .claim("azp", CLIENT)
                .claim("ver", "2.0");
    }

    /** A token that is right but for what the test changes about its claims. */
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        return token(header(JWSAlgorithm.RS256, rsa).build(), claims.build(), rsa);
    }

    /** A token that is right. */
    public String token() {
        return token(claims -> {});
    }

    public static JWSHeader.Builder header(JWSAlgorithm algorithm, JWK key) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
    }

    public static String token(JWSHeader header, JWTClaimsSet claims, JWK key) {
        try {
            return token(header, claims, key instanceof RSAKey r ? new RSASSASigner(r) : new ECDSASigner((ECKey) key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String token(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
