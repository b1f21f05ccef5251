package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.http.tls.Tls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** https by two settings, with certificates of both kinds. */
class TlsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void pem(String algorithm) throws Exception {
        TestCertificate certificate = new TestCertificate(folder.resolve("a"), algorithm);
        try (HttpFixture server =
                server(certificate.certificatePem(), certificate.keyPem().toString())) {
            expectAnswer(server, certificate);
        }
    }

    @Test
    void pemWithTheKeyInTheSameFile() throws Exception {
        TestCertificate certificate = new TestCertificate(folder.resolve("a"), "RSA");
        Path both = folder.resolve("both.pem");
        Files.writeString(
                both, Files.readString(certificate.certificatePem()) + Files.readString(certificate.keyPem()));
        try (HttpFixture server = server(both, "")) {
            expectAnswer(server, certificate);
        }
    }

    @Test
    void pemWithTheKeyItselfAsSecret() throws Exception {
        TestCertificate certificate = new TestCertificate(folder.resolve("a"), "RSA");
        try (HttpFixture server = server(certificate.certificatePem(), "{{file:" + certificate.keyPem() + "}}")) {
            expectAnswer(server, certificate);
        }
    }

    @Test
    void pkcs12WithItsPasswordInAFile() throws Exception {
        TestCertificate certificate = new TestCertificate(folder.resolve("a"), "EC");
        Path password = Files.writeString(folder.resolve("password"), TestCertificate.PASSWORD + "\n");
        try (HttpFixture server = server(certificate.pkcs12(), "{{file:" + password + "}}")) {
            expectAnswer(server, certificate);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theProtocolsThatAreTaken(String protocol) throws Exception {
        assertThat(handshake(protocol)).isEqualTo(protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void theProtocolsThatAreNot(String protocol) {
        assertThatThrownBy(() -> handshake(protocol)).isInstanceOf(SSLException.class);
    }

    @Test
    void aRenewedCertificateIsTakenWhileTheServerRuns() throws Exception {
        TestCertificate old = new TestCertificate(folder.resolve("a"), "RSA");
        TestCertificate renewed = new TestCertificate(folder.resolve("b"), "EC");
        Path certificate = Files.copy(old.certificatePem(), folder.resolve("c.pem"));
        Path key = Files.copy(old.keyPem(), folder.resolve("k.pem"));
        try (HttpFixture server = server(certificate, key.toString())) {
            expectAnswer(server, old);
            Files.copy(renewed.certificatePem(), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(renewed.keyPem(), key, StandardCopyOption.REPLACE_EXISTING);
            await().ignoreExceptions().untilAsserted(() -> expectAnswer(server, renewed));
        }
    }

    @Test
    void aBrokenRenewalLeavesTheOldOne() throws Exception {
        TestCertificate old = new TestCertificate(folder.resolve("a"), "RSA");
        TestCertificate renewed = new TestCertificate(folder.resolve("b"), "RSA");
        Path certificate = Files.copy(old.certificatePem(), folder.resolve("c.pem"));
        try (HttpFixture server = server(certificate, old.keyPem().toString())) {
            Tls tls = Tls.of(server.settings()).orElseThrow();
            Files.copy(renewed.certificatePem(), certificate, StandardCopyOption.REPLACE_EXISTING);
            assertThat(tls.hasChanged()).isTrue();
            expectAnswer(server, old);
        }
    }

    @Test
    void whatIsWrongIsSaidAtTheStart() throws Exception {
        TestCertificate one = new TestCertificate(folder.resolve("a"), "RSA");
        TestCertificate other = new TestCertificate(folder.resolve("b"), "RSA");
        Path text = Files.writeString(folder.resolve("text"), "no certificate");
        expectRefusal(folder.resolve("missing"), "", "drover.tls.certificate is", "cannot be read");
        expectRefusal(text, "x", "is neither PEM nor a PKCS12 file that the password in drover.tls.key opens");
        expectRefusal(one.pkcs12(), "another pass phrase", "is neither PEM nor a PKCS12 file that the password");
        expectRefusal(one.certificatePem(), "", "must be PEM");
        expectRefusal(one.certificatePem(), folder.resolve("nokey").toString(), "drover.tls.key is", "cannot be read");
        expectRefusal(one.certificatePem(), text.toString(), "must be PEM");
        expectRefusal(
                one.certificatePem(),
                other.keyPem().toString(),
                "drover.tls.key is not the key of the first certificate");
        assertThatThrownBy(() ->
                        new HttpFixture(folder).with("drover.tls.key", "x").start())
                .hasMessageContaining("drover.tls.key is set, but drover.tls.certificate is not");
        assertThatThrownBy(() -> new HttpFixture(folder)
                        .with("drover.tls.certificate", one.pkcs12().toString())
                        .with("drover.tls.key", TestCertificate.PASSWORD)
                        .with("drover.http.public-url", "http://drover.example")
                        .start())
                .hasMessageContaining("drover.http.public-url is http://drover.example, while");
    }

    private void expectRefusal(Path certificate, String key, String... texts) {
        assertThatThrownBy(() -> server(certificate, key)).hasMessageContainingAll(texts);
    }

    private HttpFixture server(Path certificate, String key) {
        return new HttpFixture(folder.resolve("data"))
                .with("drover.tls.certificate", certificate.toString())
                .with("drover.tls.key", key)
                .start();
    }

    private static void expectAnswer(HttpFixture server, TestCertificate certificate) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        assertThat(server.url()).startsWith("https://127.0.0.1:");
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/connector/enqueue/" + ACTIVITY))
                        .expectContinue(true)
                        .POST(BodyPublishers.ofByteArray(new byte[200_000]))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.seen.take().call().baseUrl()).isEqualTo(server.url());
    }

    private String handshake(String protocol) throws Exception {
        TestCertificate certificate = new TestCertificate(folder.resolve("a"), "RSA");
        SSLContext context = certificate.trusting();
        try (HttpFixture server = server(certificate.pkcs12(), TestCertificate.PASSWORD);
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }
}
