package io.drover.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.security.gate.GateHome;
import io.drover.settings.Settings;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings drover.auth.issuer.NAME.*: what they mean, and that a wrong one is not started with. */
class IssuersTest {
    private static final Map<String, String> RIGHT = Map.of(
            "drover.auth.issuer.a.preset", "rfc9068",
            "drover.auth.issuer.a.issuer", "https://login.example/realm",
            "drover.auth.issuer.a.audience", "https://drover.example",
            "drover.auth.tokens", "off");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preset       | keycloak                  | preset must be entra or rfc9068, not 'keycloak'",
                "issuer       | ''                        | issuer is missing",
                "audience     | ' , '                     | audience is missing",
                "algorithms   | HS256                     | algorithms must be some of",
                "algorithms   | none                      | algorithms must be some of",
                "algorithms   | RS256,HS512               | algorithms must be some of",
                "delegated    | yes                       | delegated must be true or false",
                "jwks-uri     | http://login.example/keys | jwks-uri 'http://login.example/keys' must be an address of https",
                "jwks-uri     | file:///etc/passwd        | must be an address of https",
                "configuration-uri | login.example        | must be an address of https",
                "tenant       | contoso                   | tenant is for the preset entra",
                "max-lifetime | long                      | max-lifetime is 'long', not a number of seconds",
                "audiences    | https://drover.example    | the setting drover.auth.issuer.a.audiences is unknown; there are",
            })
    void aWrongSettingIsNamed(String setting, String value, String message) {
        Map<String, String> settings = new HashMap<>(RIGHT);
        settings.put("drover.auth.issuer.a." + setting, value);

        assertThatThrownBy(() -> issuers(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whetherDroverGivesTokensIsSaidClearly() {
        assertThatThrownBy(() -> issuers(Map.of("drover.auth.tokens", "true")))
                .hasMessage("the setting drover.auth.tokens is 'true'; it must be on or off");
    }

    @Test
    void aTenantOfEntraIsAllThatIsToBeSaid() {
        Issuer entra = issuers(Map.of(
                        "drover.auth.tokens", "off",
                        "drover.auth.issuer.e.preset", "entra",
                        "drover.auth.issuer.e.tenant", "72f988bf-86f1-41af-91ab-2d7cd011db47",
                        "drover.auth.issuer.e.audience",
                                "https://drover.example, 00000015-0000-0000-c000-000000000000"))
                .get(0);
        JWSHeader header = new JWSHeader(JWSAlgorithm.RS256);

        for (String iss : List.of(
                "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/",
                "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0")) {
            assertThat(entra.speaks()
                            .test(header, new JWTClaimsSet.Builder().issuer(iss).build()))
                    .isTrue();
        }
        assertThat(entra.speaks()
                        .test(
                                header,
                                new JWTClaimsSet.Builder()
                                        .issuer("https://sts.windows.net/other/")
                                        .build()))
                .isFalse();
        for (String aud :
                List.of("https://drover.example", "https://drover.example/", "00000015-0000-0000-c000-000000000000")) {
            assertThat(entra.audience()
                            .here()
                            .test(new JWTClaimsSet.Builder().audience(aud).build()))
                    .isTrue();
        }
        assertThat(entra.form().types()).isEmpty();
        assertThat(entra.form().clientClaims()).containsExactly("appid", "azp");
    }

    @Test
    void rolesOfTheTokenCountWhereThatIsSet(@TempDir Path folder) {
        try (TestIssuer issuer = new TestIssuer()) {
            Map<String, String> settings = new HashMap<>(issuer.settings("rfc9068"));
            settings.put("drover.auth.issuer.test.roles-claim", "roles");
            try (GateHome home = new GateHome(folder, settings)) {
                home.applications.add("client", TestIssuer.CLIENT, null, Set.of(), false, "test");
                String token =
                        issuer.token(claims -> claims.claim("roles", List.of("Operator", "other", "administrator")));

                assertThat(GateHome.admit(home.gate, GateHome.request("POST", "/api/jobs/a/run", "Bearer " + token)))
                        .isEqualTo(new Admitted(new Caller(TestIssuer.CLIENT, "test", Set.of(Role.OPERATOR))));
                assertThat(GateHome.admit(
                                home.gate, GateHome.request("POST", "/api/jobs/a/run", "Bearer " + issuer.token())))
                        .isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void ed25519IsTakenWhereItIsSetOnly(@TempDir Path folder) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        OctetKeyPair key = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(encoded(pair)))
                .keyID("ed-1")
                .build();
        try (TestIssuer issuer = new TestIssuer()) {
            issuer.publishes(key);
            String token = signed(pair, issuer);
            assertThat(admission(folder.resolve("default"), issuer, token, Map.of()))
                    .isInstanceOf(Refused.class);
            Map<String, String> set = Map.of("drover.auth.issuer.test.algorithms", "EdDSA");
            assertThat(admission(folder.resolve("set"), issuer, token, set)).isInstanceOf(Admitted.class);
            String wrong = token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(new byte[64]);
            assertThat(admission(folder.resolve("wrong"), issuer, wrong, set)).isInstanceOf(Refused.class);
        }
    }

    private static Admission admission(Path folder, TestIssuer issuer, String token, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(issuer.settings("rfc9068"));
        settings.putAll(more);
        try (GateHome home = new GateHome(folder, settings)) {
            home.applications.add("client", TestIssuer.CLIENT, null, Set.of(), false, "test");
            return home.connector(token);
        }
    }

    private static String signed(KeyPair pair, TestIssuer issuer) throws Exception {
        String signed = Base64URL.encode("{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\",\"kid\":\"ed-1\"}") + "."
                + Base64URL.encode(issuer.claims().build().toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64URL.encode(signature.sign());
    }

    /** RFC 8032, 5.1.2. */
    private static byte[] encoded(KeyPair pair) {
        EdECPublicKey key = (EdECPublicKey) pair.getPublic();
        BigInteger y = key.getPoint().getY();
        byte[] encoded = new byte[32];
        byte[] big = y.toByteArray();
        for (int i = 0; i < Math.min(32, big.length); i++) {
            encoded[i] = big[big.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            encoded[31] |= (byte) 0x80;
        }
        return Arrays.copyOf(encoded, 32);
    }

    private static List<Issuer> issuers(Map<String, String> settings) {
        return Issuers.of(Settings.of(settings), null, Clock.systemUTC());
    }
}
