package io.drover.security.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.drover.security.Admission.Admitted;
import io.drover.security.gate.GateHome;
import io.drover.security.token.OwnTokens;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a Drover that a proxy gives a path: its base URL is their issuer and audience, and no other place on that host is. */
@TestInstance(Lifecycle.PER_CLASS)
class PublicUrlTest {
    private static final String BASE = "https://drover.example/d365";

    private GateHome home;
    private Credentials client;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = new GateHome(folder, Map.of("drover.http.public-url", BASE));
        client = home.applications.add("client", null, null, Set.of(), true, "test");
    }

    @AfterAll
    void stop() {
        home.close();
    }

    private String token(String resource) throws OAuthError {
        TokenGrant grant = new TokenGrant(home.settings, home.applications, new OwnTokens(home.settings, home.keys));
        TokenRequest request = new TokenRequest(client.clientId(), client.clientSecret(), resource);
        return String.valueOf(
                grant.answer(request, "t", false, BASE, "203.0.113.7").get("access_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, BASE + "/", "spn:https://DROVER.example/d365", BASE + "/namespaces/AXSF"})
    void aTokenIsForTheBaseUrl(String resource) throws Exception {
        String token = token(resource);

        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getIssuer()).isEqualTo(BASE + "/t/");
        assertThat(home.connector(token)).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://drover.example",
                "https://drover.example/other",
                "https://drover.example/d365/other",
                "https://drover.example:8443/d365",
                "https://drover.example@evil.example/d365",
                "https://drover.example./d365",
                "https://evil.example/d365"
            })
    void itIsForNoOtherPlace(String resource) {
        assertThatThrownBy(() -> token(resource)).isInstanceOf(OAuthError.class);
    }

    @Test
    void anAudienceOfAnotherPlaceIsNotTakenEvenWhenItIsSigned() {
        String token = new OwnTokens(home.settings, home.keys)
                .make(new OwnTokens.Purpose(BASE, "t", false, client.clientId(), "https://drover.example"))
                .token();

        assertThat(home.connector(token)).isNotInstanceOf(Admitted.class);
    }
}
