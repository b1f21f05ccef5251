package io.drover.security.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Caller;
import io.drover.testing.Keycloak;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of a real identity provider, from its discovery to its end. This Keycloak does not start on newer Javas. */
@EnabledForJreRange(max = JRE.JAVA_21)
class KeycloakTest {

    @Test
    void tokensOfKeycloakAreTakenAndOthersOfItAreNot(@TempDir Path folder) throws Exception {
        try (Keycloak keycloak = new Keycloak(folder);
                GateHome home = new GateHome(folder.resolve("drover"), settings(keycloak))) {
            JsonNode answer = keycloak.token("openid");
            String token = answer.get("access_token").textValue();
            assertThat(((Refused) home.connector(token)).message())
                    .as("an application that is not known here")
                    .contains("drover app add NAME --client-id " + Keycloak.CLIENT);

            home.applications.add("ERP", Keycloak.CLIENT, null, Set.of(), false, "test");
            assertThat(home.connector(token))
                    .isEqualTo(new Admitted(new Caller(Keycloak.CLIENT, "keycloak", Set.of())));
            Refused idToken = (Refused) home.connector(answer.get("id_token").textValue());
            assertThat(idToken.status()).isEqualTo(401);

            String later = keycloak.token("openid").get("access_token").textValue();
            keycloak.stop();
            assertThat(home.connector(later)).as("while Keycloak is away").isInstanceOf(Admitted.class);
        }
    }

    /** Its access tokens have the typ JWT unless a client is set otherwise. */
    private static Map<String, String> settings(Keycloak keycloak) {
        return Map.of(
                "drover.auth.issuer.keycloak.preset",
                "rfc9068",
                "drover.auth.issuer.keycloak.type",
                "JWT",
                "drover.auth.issuer.keycloak.issuer",
                keycloak.issuer(),
                "drover.auth.issuer.keycloak.audience",
                Keycloak.AUDIENCE);
    }
}
