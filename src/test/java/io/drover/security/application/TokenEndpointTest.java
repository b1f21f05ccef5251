package io.drover.security.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.drover.security.Role;
import io.drover.security.gate.GateHome;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in token endpoint as clients of Dynamics 365 see it (wire contract 3). */
class TokenEndpointTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static Credentials client;

    @BeforeAll
    static void start() {
        drover = new TestServer(home)
                .withRoutes("oauth.camel.yaml")
                .with("drover.auth.audience", "00000015-0000-0000-c000-000000000000")
                .start();
        client = TestSecrets.add(drover.settings(), drover.server().store(), "client", Role.READER);
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    /** As ADAL asks (its own headers and parameters among them). */
    @Test
    void aClientOfV1GetsAToken() throws Exception {
        HttpResponse<String> response = send(request("/contoso.com/oauth2/token?api-version=1.0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("x-client-SKU", "ADAL.PCL.CLR")
                .header("x-client-Ver", "3.19.8.16603")
                .header("client-request-id", "b1f0a1d8-9f5b-4f4e-8f2f-5a3a3a0f6d5e")
                .header("return-client-request-id", "true")
                .POST(BodyPublishers.ofString("resource=" + encoded(url() + "/") + "&client_id=" + client.clientId()
                        + "&client_secret=" + encoded(client.clientSecret())
                        + "&grant_type=client_credentials&tenant=x&unknown=y")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly(
                        "token_type",
                        "expires_in",
                        "ext_expires_in",
                        "expires_on",
                        "not_before",
                        "resource",
                        "access_token");
        assertThat(answer.get("token_type").textValue()).isEqualTo("Bearer");
        assertThat(answer.get("expires_in").textValue()).isEqualTo("3600");
        assertThat(answer.get("resource").textValue()).isEqualTo(url() + "/");
        SignedJWT token = SignedJWT.parse(answer.get("access_token").textValue());
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(url() + "/");
        assertThat(token.getJWTClaimsSet().getStringClaim("appid")).isEqualTo(client.clientId());
        assertThat(token.getJWTClaimsSet().getStringClaim("ver")).isEqualTo("1.0");
        assertThat(token.getJWTClaimsSet().getStringClaim("tid")).isEqualTo("contoso.com");
        assertThat(api(token.serialize())).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{url}/.default",
                "{url}//.default",
                "openid profile offline_access {url}/.default",
                " {url}/.default "
            })
    void aClientOfV2GetsAToken(String scope) throws Exception {
        JsonNode answer =
                JSON.readTree(token("/organizations/oauth2/v2.0/token", v2(client, scope.replace("{url}", url())))
                        .body());

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly("token_type", "expires_in", "ext_expires_in", "access_token");
        assertThat(answer.get("expires_in").isInt()).isTrue();
        SignedJWT token = SignedJWT.parse(answer.get("access_token").textValue());
        assertThat(token.getJWTClaimsSet().getStringClaim("azp")).isEqualTo(client.clientId());
        assertThat(api(token.serialize())).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spn:{url}",
                "{url}/namespaces/AXSF",
                "{url}/namespaces/AXSF/",
                "00000015-0000-0000-c000-000000000000"
            })
    void theServerIsNamedInOtherWaysToo(String resource) throws Exception {
        HttpResponse<String> response = token("/adfs/oauth2/token", v1(client, resource.replace("{url}", url())));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(api(JSON.readTree(response.body()).get("access_token").textValue()))
                .isEqualTo(200);
    }

    @Test
    void theSecretMayComeInTheHeader() throws Exception {
        String basic =
                Base64.getEncoder().encodeToString((client.clientId() + ":" + client.clientSecret()).getBytes(UTF_8));
        HttpResponse<String> response = send(request("/t/oauth2/v2.0/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + encoded(url() + "/.default"))));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void pathsAreFoundInAnyCase() throws Exception {
        assertThat(token("/Contoso/OAuth2/V2.0/Token", v2(client, url() + "/.default"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v2 | grant_type=client_credentials&client_id={id}&client_secret=wrong&scope={scope} | 401 | invalid_client | 7000215",
                "v2 | grant_type=client_credentials&client_id=nobody&client_secret={secret}&scope={scope} | 401 | invalid_client | 7000215",
                "v2 | grant_type=client_credentials&client_id=no%00body'--&client_secret={secret}&scope={scope} | 401 | invalid_client | 7000215",
                "v2 | grant_type=client_credentials&client_id={id}&scope={scope} | 401 | invalid_client | 7000216",
                "v2 | grant_type=client_credentials&client_secret={secret}&scope={scope} | 400 | invalid_request | 900144",
                "v2 | client_id={id}&client_secret={secret}&scope={scope} | 400 | invalid_request | 900144",
                "v2 | grant_type=client_credentials&client_id={id}&client_secret={secret} | 400 | invalid_request | 900144",
                "v1 | grant_type=client_credentials&client_id={id}&client_secret={secret} | 400 | invalid_request | 900144",
                "v2 | grant_type=client_credentials&grant_type=password&client_id={id} | 400 | invalid_request | 900144",
                "v2 | grant_type=password&client_id={id}&username=u&password=p&scope={scope} | 400 | unsupported_grant_type | 70003",
                "v2 | grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id={id} | 400 | unsupported_grant_type | 70003",
                "v2 | grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=https://other.example/.default | 400 | invalid_resource | 500011",
                "v1 | grant_type=client_credentials&client_id={id}&client_secret={secret}&resource=https://graph.microsoft.com | 400 | invalid_resource | 500011",
                "v2 | grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=openid | 400 | invalid_scope | 70011",
                "v2 | grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=openid+{scope}+{scope}x | 400 | invalid_scope | 70011",
                "v2 | {} | 400 | invalid_request | 900144",
            })
    void whatIsWrongIsSaidInTheShapeOfEntra(String version, String form, int status, String error, int code)
            throws Exception {
        HttpResponse<String> response = token(
                version.equals("v1") ? "/t/oauth2/token" : "/t/oauth2/v2.0/token",
                form.replace("{id}", client.clientId())
                        .replace("{secret}", encoded(client.clientSecret()))
                        .replace("{scope}", encoded(url() + "/.default")));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.get("error").textValue()).isEqualTo(error);
        assertThat(answer.get("error_description").textValue()).startsWith("AADSTS" + code + ": ");
        assertThat(answer.get("error_codes").get(0).intValue()).isEqualTo(code);
        assertThat(answer.fieldNames()).toIterable().contains("timestamp", "trace_id", "correlation_id");
        assertThat(response.body()).doesNotContain(client.clientSecret());
    }

    @Test
    void whoeverIsDisabledGetsNoToken() throws Exception {
        Credentials other = TestSecrets.add(drover.settings(), drover.server().store(), "disabled");
        String form = v2(other, url() + "/.default");
        String token = JSON.readTree(token("/t/oauth2/v2.0/token", form).body())
                .get("access_token")
                .textValue();
        assertThat(connector(token)).isNotIn(401, 403);

        drover.server().applications().setEnabled("disabled", false, "test");

        HttpResponse<String> response = token("/t/oauth2/v2.0/token", form);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("AADSTS7000112");
        assertThat(connector(token)).as("the token that it had").isEqualTo(403);
    }

    @Test
    void whoeverGuessesIsSlowedDownAndOthersAreNot() throws Exception {
        Credentials guessed = TestSecrets.add(drover.settings(), drover.server().store(), "guessed");
        String right = v2(guessed, url() + "/.default");
        assertThat(token("/t/oauth2/v2.0/token", right).statusCode()).isEqualTo(200);
        String wrong = right.replace(guessed.clientSecret(), "wrong");
        for (int i = 0; i < FailedSecrets.MOST; i++) {
            assertThat(token("/t/oauth2/v2.0/token", wrong).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> response = token("/t/oauth2/v2.0/token", wrong);
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValueAsLong("Retry-After").getAsLong())
                .isBetween(1L, 61L);
        assertThat(token("/t/oauth2/v2.0/token", right).statusCode())
                .as("the secret that was right before")
                .isEqualTo(200);
        assertThat(token("/t/oauth2/v2.0/token", v2(client, url() + "/.default"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/t/v2.0/.well-known/openid-configuration, /t/v2.0, /t/oauth2/v2.0/token",
        "/t/.well-known/openid-configuration, /t/, /t/oauth2/token"
    })
    void theConfigurationLeadsToTheTokenAndTheKeys(String path, String issuer, String tokens) throws Exception {
        HttpResponse<String> response = drover.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode configuration = JSON.readTree(response.body());
        assertThat(configuration.get("issuer").textValue()).isEqualTo(url() + issuer);
        assertThat(configuration.get("token_endpoint").textValue()).isEqualTo(url() + tokens);
        String form = v2(client, url() + "/.default") + "&resource=" + encoded(url());
        SignedJWT token = SignedJWT.parse(
                JSON.readTree(token(tokens, form).body()).get("access_token").textValue());
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(url() + issuer);
        String keys = drover.get(configuration.get("jwks_uri").textValue().substring(url().length()))
                .body();
        JWKSet set = JWKSet.parse(keys);
        assertThat(set.containsNonPublicKeys()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(
                        set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
    }

    @Test
    void thePrivateKeyIsItsOwnersAlone() throws Exception {
        drover.get("/t/discovery/v2.0/keys");
        Path key = home.resolve("data/signing-key.json");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(drover.rows("SELECT jwk FROM drover.signing_key").get(0).get(0))
                .doesNotContain("\"d\"")
                .doesNotContain("\"p\"");
    }

    @Test
    void theSecretIsKeptAsAHashOnly() throws Exception {
        Credentials kept = drover.server().applications().add("kept", null, null, Set.of(), true, "test");

        assertThat(drover.rows("SELECT hash FROM drover.application_secret").toString())
                .contains("pbkdf2-sha256$600000$")
                .doesNotContain(kept.clientSecret());
        assertThat(kept.toString()).doesNotContain(kept.clientSecret());
    }

    private static String v1(Credentials of, String resource) {
        return "grant_type=client_credentials&client_id=" + of.clientId() + "&client_secret="
                + encoded(of.clientSecret()) + "&resource=" + encoded(resource);
    }

    private static String v2(Credentials of, String scope) {
        return "client_id=" + of.clientId() + "&grant_type=client_credentials&client_info=1&client_secret="
                + encoded(of.clientSecret()) + "&scope=" + encoded(scope);
    }

    private static HttpResponse<String> token(String path, String form) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(BodyPublishers.ofString(form)));
    }

    private static int api(String token) throws Exception {
        return send(request("/api/jobs")
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .statusCode();
    }

    private static int connector(String token) throws Exception {
        return send(request(GateHome.CONNECTOR)
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .statusCode();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String url() {
        return drover.server().url();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
