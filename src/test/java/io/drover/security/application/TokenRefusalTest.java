package io.drover.security.application;

import static io.drover.security.token.TestIssuer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.security.gate.GateHome;
import io.drover.security.token.OwnTokens;
import io.drover.security.token.TestIssuer;
import io.drover.testing.ScriptedServer;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Tokens that must not be taken, each with the one fault that makes it so (promises, row 26). */
@TestInstance(Lifecycle.PER_CLASS)
class TokenRefusalTest {
    private static final String ENTRA = "22222222-2222-3333-4444-555555555555";

    private final ListAppender<ILoggingEvent> audit = new ListAppender<>();
    private TestIssuer issuer;
    private ScriptedServer elsewhere;
    private GateHome home;

    @BeforeAll
    void start(@TempDir Path folder) {
        issuer = new TestIssuer();
        elsewhere = new ScriptedServer();
        Map<String, String> settings = new HashMap<>(issuer.settings("rfc9068"));
        issuer.settings("entra").forEach((key, value) -> settings.put(key.replace(".test.", ".entra."), value));
        settings.put("drover.auth.issuer.entra.issuer", issuer.issuer() + "/entra");
        settings.put("drover.auth.issuer.entra.jwks-uri", issuer.issuer() + "/keys");
        home = new GateHome(folder, settings);
        home.applications.add("client", TestIssuer.CLIENT, "test", Set.of(), false, "test");
        home.applications.add("client of Entra", ENTRA, "entra", Set.of(), false, "test");
        audit.start();
        ((Logger) LoggerFactory.getLogger("io.drover.audit")).addAppender(audit);
    }

    @AfterAll
    void stop() {
        ((Logger) LoggerFactory.getLogger("io.drover.audit")).detachAppender(audit);
        home.close();
        issuer.close();
        elsewhere.close();
    }

    @Test
    void aRightTokenIsTaken() {
        assertThat(home.connector(issuer.token()))
                .isEqualTo(new Admitted(new Caller(TestIssuer.CLIENT, "test", Set.of())));
        String entra = entra(claims -> {});
        assertThat(home.connector(entra)).isEqualTo(new Admitted(new Caller(ENTRA, "entra", Set.of())));
        assertThat(home.gate.decide(GateHome.request("GET", GateHome.CONNECTOR, "bearer  " + entra)))
                .as("once checked, without waiting")
                .hasValueSatisfying(admission -> assertThat(admission).isInstanceOf(Admitted.class));
    }

    /** RFC 8725, 3.8: who may name clients at one issuer is not therefore somebody of another, nor an operator of Drover's own. */
    @Test
    void aClientIdIsThatOfItsIssuerOnly() {
        String operator = home.applications
                .add("built-in operator", null, null, Set.of(Role.OPERATOR), false, "test")
                .clientId();
        String own = new OwnTokens(home.settings, home.keys)
                .make(new OwnTokens.Purpose("http://drover.example", "t", true, operator, "http://drover.example"))
                .token();
        assertThat(home.connector(own)).isInstanceOf(Admitted.class);

        for (String token : List.of(
                issuer.token(claims -> claims.claim("client_id", operator).claim("azp", operator)),
                entra(claims -> claims.claim("azp", operator)),
                entra(claims -> claims.claim("appid", operator.toUpperCase(Locale.ROOT))),
                entra(claims -> claims.claim("azp", TestIssuer.CLIENT)),
                issuer.token(claims -> claims.claim("client_id", ENTRA)))) {
            assertThat(home.connector(token)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.message()).contains("of the issuer ", "drover app issuer ");
            });
            assertThat(home.gate.decide(GateHome.request("GET", "/api/jobs", "Bearer " + token)))
                    .as("once checked, too")
                    .hasValueSatisfying(decided -> assertThat(decided).isInstanceOf(Refused.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERP", "Erp", "erp ", "er\u200bp", "\u0435rp", "er\u0301p"})
    void aNameOfAClientIsThatNameOnly(String other) {
        if (home.applications.find("erp").isEmpty()) {
            home.applications.add("erp", "erp", "test", Set.of(), false, "test");
        }
        assertThat(home.connector(issuer.token(claims -> claims.claim("client_id", "erp"))))
                .isInstanceOf(Admitted.class);

        assertThat(home.connector(issuer.token(claims -> claims.claim("client_id", other))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void aRightTokenIsTakenWhateverTheAlgorithmAndTheSlashOfTheAudience() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            assertThat(home.connector(TestIssuer.token(
                            header(algorithm, issuer.rsa).build(),
                            issuer.claims().build(),
                            issuer.rsa)))
                    .isInstanceOf(Admitted.class);
        }
        assertThat(home.connector(TestIssuer.token(
                        header(JWSAlgorithm.ES256, issuer.ec).build(),
                        issuer.claims().build(),
                        issuer.ec)))
                .isInstanceOf(Admitted.class);
        assertThat(home.connector(issuer.token(claims -> claims.audience(TestIssuer.AUDIENCE + "/"))))
                .isInstanceOf(Admitted.class);
    }

    private Stream<Arguments> wrongTokens() throws JOSEException, ParseException {
        Instant now = Instant.now();
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        RSAKey unknown = new RSAKeyGenerator(2048).keyID("rsa-9").generate();
        String right = issuer.token();
        return Stream.of(
                wrong(
                        "expired",
                        issuer.token(claims -> claims.issueTime(Date.from(now.minusSeconds(3700)))
                                .notBeforeTime(Date.from(now.minusSeconds(3700)))
                                .expirationTime(Date.from(now.minusSeconds(70)))),
                        "expired"),
                wrong("without expiry", issuer.token(claims -> claims.expirationTime(null)), "no expiry"),
                wrong(
                        "not valid yet",
                        issuer.token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(90)))),
                        "not valid yet"),
                wrong(
                        "issued in the future",
                        issuer.token(claims -> claims.notBeforeTime(null).issueTime(Date.from(now.plusSeconds(90)))),
                        "not valid yet"),
                wrong(
                        "lives for years",
                        issuer.token(claims -> claims.expirationTime(Date.from(now.plusSeconds(90_100)))),
                        "lives longer"),
                wrong(
                        "bad signature",
                        right.substring(0, right.lastIndexOf('.') + 1) + Base64URL.encode(new byte[256]),
                        "signature"),
                wrong(
                        "signed by another key of the same kid",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS256, stranger).build(),
                                issuer.claims().build(),
                                stranger),
                        "signature"),
                wrong("claims exchanged", exchanged(right), "signature"),
                wrong("alg=none", new PlainJWT(issuer.claims().build()).serialize(), "no signed JWT"),
                wrong("alg=none with a signature", none(right), "no signed JWT"),
                wrong(
                        "HS256 with the RSA public key",
                        TestIssuer.token(
                                header(JWSAlgorithm.HS256, issuer.rsa).build(),
                                issuer.claims().build(),
                                new MACSigner(issuer.rsa.toRSAPublicKey().getEncoded())),
                        "algorithm"),
                wrong(
                        "HS256 with the key set",
                        TestIssuer.token(
                                header(JWSAlgorithm.HS256, issuer.rsa).build(),
                                issuer.claims().build(),
                                new MACSigner(new JWKSet(issuer.rsa).toString())),
                        "algorithm"),
                wrong(
                        "RS512, which is not accepted",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS512, issuer.rsa).build(),
                                issuer.claims().build(),
                                issuer.rsa),
                        "algorithm"),
                wrong(
                        "unknown kid",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS256, unknown).build(),
                                issuer.claims().build(),
                                unknown),
                        "no key"),
                wrong(
                        "kid that is a path",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS256, unknown)
                                        .keyID("../../etc/passwd' OR 1=1")
                                        .build(),
                                issuer.claims().build(),
                                unknown),
                        "no key"),
                wrong("jku", foreignKey(unknown, header -> header.jwkURL(URI.create(elsewhere.url()))), "no key"),
                wrong("x5u", foreignKey(unknown, header -> header.x509CertURL(URI.create(elsewhere.url()))), "no key"),
                wrong("jwk", foreignKey(unknown, header -> header.jwk(unknown.toPublicJWK())), "no key"),
                wrong(
                        "jwk under the kid of the issuer",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS256, issuer.rsa)
                                        .jwk(stranger.toPublicJWK())
                                        .build(),
                                issuer.claims().build(),
                                stranger),
                        "signature"),
                wrong(
                        "critical header",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS256, issuer.rsa)
                                        .criticalParams(Set.of("exp"))
                                        .customParam("exp", 1)
                                        .build(),
                                issuer.claims().build(),
                                issuer.rsa),
                        "critical"),
                wrong(
                        "wrong iss",
                        issuer.token(claims -> claims.issuer("https://login.evil.example/")),
                        "which is not configured"),
                wrong(
                        "iss with a slash more",
                        issuer.token(claims -> claims.issuer(issuer.issuer() + "/")),
                        "which is not configured"),
                wrong("no iss", issuer.token(claims -> claims.issuer(null)), "which is not configured"),
                wrong("wrong aud", issuer.token(claims -> claims.audience("https://other.example")), "is meant for"),
                wrong(
                        "aud that begins the same",
                        issuer.token(claims -> claims.audience(TestIssuer.AUDIENCE + ".evil.example")),
                        "is meant for"),
                wrong("no aud", issuer.token(claims -> claims.audience((String) null)), "is meant for"),
                wrong(
                        "no client",
                        issuer.token(claims -> claims.claim("client_id", null).claim("azp", null)),
                        "names no client"),
                wrong(
                        "ID token by its typ",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS256, issuer.rsa)
                                        .type(JOSEObjectType.JWT)
                                        .build(),
                                issuer.claims().build(),
                                issuer.rsa),
                        "no access token"),
                wrong(
                        "no typ",
                        TestIssuer.token(
                                header(JWSAlgorithm.RS256, issuer.rsa)
                                        .type(null)
                                        .build(),
                                issuer.claims().build(),
                                issuer.rsa),
                        "no access token"),
                wrong(
                        "ID token of an issuer without typ",
                        entra(claims -> claims.claim("nonce", "n-0S6_WzA2Mj")),
                        "no access token"),
                wrong("ID token of Keycloak", entra(claims -> claims.claim("typ", "ID")), "no access token"),
                wrong("refresh token of Keycloak", entra(claims -> claims.claim("typ", "Refresh")), "no access token"),
                wrong("of a user", entra(claims -> claims.claim("scp", "user_impersonation")), "a user signed in"),
                wrong("no JWT", "abc.def.ghi", "no signed JWT"),
                wrong("opaque", "SlAV32hkKG", "no signed JWT"),
                wrong("five parts", "e30.e30.e30.e30.e30", "no signed JWT"),
                wrong("claims that are no JSON", garbledClaims(), "claims"));
    }

    private static Arguments wrong(String name, String token, String reason) {
        return Arguments.of(name, token, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void aTokenThatIsWrongIs401(String name, String token, String reason) {
        audit.list.clear();
        Admission admission = home.connector(token);

        assertThat(admission).isInstanceOf(Refused.class);
        Refused refused = (Refused) admission;
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().get("WWW-Authenticate"))
                .startsWith("Bearer error=\"invalid_token\", error_description=\"");
        assertThat(refused.message()).contains(reason).doesNotContain(token);
        await("not more than 200 refusals a second are logged").until(() -> {
            if (audit.list.isEmpty()) {
                home.connector(token);
            }
            return audit.list.stream()
                    .anyMatch(line -> line.getFormattedMessage().startsWith("refused status=401"));
        });
        assertThat(audit.list.get(audit.list.size() - 1).getFormattedMessage())
                .contains("refused status=401", "address=203.0.113.7", reason)
                .doesNotContain(token.substring(0, Math.min(token.length(), 20)));
        assertThat(elsewhere.requests()).as("places that only the token names").isEmpty();
        assertThat(home.gate.decide(GateHome.request("GET", GateHome.CONNECTOR, "Bearer " + token)))
                .as("is not remembered as right")
                .isEmpty();
    }

    private static Stream<Arguments> malformedHeaders() {
        return Stream.of(
                Arguments.of("two headers", new String[] {"Bearer abc", "Bearer abc"}),
                Arguments.of("two headers, one of them another scheme", new String[] {"Basic abc", "Bearer abc"}),
                Arguments.of("1 MB", new String[] {"Bearer " + "a".repeat(1_000_000)}),
                Arguments.of("8193 characters", new String[] {"Bearer " + "a".repeat(8193)}),
                Arguments.of("no token", new String[] {"Bearer"}),
                Arguments.of("blanks only", new String[] {"Bearer   "}),
                Arguments.of("a blank inside", new String[] {"Bearer abc def"}),
                Arguments.of("a comma inside", new String[] {"Bearer abc,def"}),
                Arguments.of("a line break inside", new String[] {"Bearer abc\r\nX: y"}),
                Arguments.of("a quote", new String[] {"Bearer \"abc\""}),
                Arguments.of("= inside", new String[] {"Bearer ab=c"}),
                Arguments.of("letters of another script", new String[] {"Bearer \u0430bc"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedHeaders")
    void aHeaderThatIsMalformedIs400(String name, String[] headers) {
        Admission admission = home.gate
                .decide(GateHome.request("GET", GateHome.CONNECTOR, headers))
                .orElseThrow();

        assertThat(admission).isInstanceOf(Refused.class);
        assertThat(((Refused) admission).status()).isEqualTo(400);
        assertThat(((Refused) admission).headers().get("WWW-Authenticate"))
                .startsWith("Bearer error=\"invalid_request\"");
    }

    @Test
    void noTokenIsABareChallenge() {
        for (String[] headers : List.of(
                new String[0], new String[] {"Basic dXNlcjpwYXNz"}, new String[] {""}, new String[] {"Bearerx abc"})) {
            Admission admission = home.gate
                    .decide(GateHome.request("GET", GateHome.CONNECTOR, headers))
                    .orElseThrow();
            assertThat(admission).isInstanceOf(Refused.class);
            assertThat(((Refused) admission).status()).isEqualTo(401);
            assertThat(((Refused) admission).headers()).containsEntry("WWW-Authenticate", "Bearer");
        }
    }

    @Test
    void textOfATokenCannotForgeALineOfTheLog() {
        audit.list.clear();
        home.connector(issuer.token(claims -> claims.issuer("x\n2026-11-21 WARN refused nobody\u2028\u0007")));

        assertThat(audit.list.get(0).getFormattedMessage())
                .contains("x\\u000a2026")
                .doesNotContain("\n")
                .doesNotContain("\u2028")
                .doesNotContain("\u0007");
    }

    private String entra(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims =
                issuer.claims().issuer(issuer.issuer() + "/entra").claim("azp", ENTRA);
        change.accept(claims);
        return TestIssuer.token(
                header(JWSAlgorithm.RS256, issuer.rsa).type(JOSEObjectType.JWT).build(), claims.build(), issuer.rsa);
    }

    private String foreignKey(RSAKey key, Consumer<JWSHeader.Builder> change) {
        JWSHeader.Builder header = header(JWSAlgorithm.RS256, key);
        change.accept(header);
        return TestIssuer.token(header.build(), issuer.claims().build(), key);
    }

    private String exchanged(String right) {
        String[] parts = right.split("\\.", -1);
        String claims =
                issuer.claims().claim("client_id", "somebody-else").build().toString();
        return parts[0] + "." + Base64URL.encode(claims) + "." + parts[2];
    }

    private static String none(String right) {
        String[] parts = right.split("\\.", -1);
        return Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2];
    }

    private String garbledClaims() throws JOSEException, ParseException {
        SignedJWT token = SignedJWT.parse(issuer.token());
        return token.getHeader().toBase64URL() + "." + Base64URL.encode("no JSON") + "." + token.getSignature();
    }
}
