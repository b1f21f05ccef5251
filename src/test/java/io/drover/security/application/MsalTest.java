package io.drover.security.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.drover.http.TestCertificate;
import io.drover.security.Role;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's own client library, as it is, gets a token of Drover and uses it. It speaks https only. */
class MsalTest {
    @TempDir
    private static Path home;

    private static TestServer drover;
    private static TestCertificate certificate;
    private static Credentials client;

    @BeforeAll
    static void start() throws Exception {
        certificate = new TestCertificate(home.resolve("tls"), "RSA");
        drover = new TestServer(home)
                .withRoutes("oauth.camel.yaml")
                .with("drover.tls.certificate", certificate.pkcs12().toString())
                .with("drover.tls.key", TestCertificate.PASSWORD)
                .start();
        client = TestSecrets.add(drover.settings(), drover.server().store(), "msal", Role.READER);
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @Test
    void msalGetsATokenThatOpensTheApi() throws Exception {
        IAuthenticationResult result = token(client.clientSecret());

        assertThat(result.expiresOnDate().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(55)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        HttpResponse<String> response = HttpClient.newBuilder()
                .sslContext(certificate.trusting())
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url() + "/api/jobs"))
                                .header("Authorization", "Bearer " + result.accessToken())
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void msalReadsTheErrorOfAWrongSecret() {
        assertThatThrownBy(() -> token("wrong"))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(MsalServiceException.class, error -> {
                    assertThat(error.errorCode()).isEqualTo("invalid_client");
                    assertThat(error.statusCode()).isEqualTo(401);
                    assertThat(error.getMessage()).startsWith("AADSTS7000215");
                });
    }

    private static IAuthenticationResult token(String secret) throws Exception {
        return ConfidentialClientApplication.builder(
                        client.clientId(), ClientCredentialFactory.createFromSecret(secret))
                .authority(url() + "/contoso.onmicrosoft.com/")
                .validateAuthority(false)
                .instanceDiscovery(false)
                .sslSocketFactory(certificate.trusting().getSocketFactory())
                .build()
                .acquireToken(ClientCredentialParameters.builder(Set.of(url() + "/.default"))
                        .build())
                .get();
    }

    private static String url() {
        return drover.server().url();
    }
}
