package io.drover.connection.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.drover.connection.Failures;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingClient;
import io.drover.connection.OutgoingRequest;
import io.drover.connection.WebServiceException;
import io.drover.connection.WebServiceException.Kind;
import io.drover.connection.definition.ConnectionDefinition;
import io.drover.connection.named.Connection;
import io.drover.connection.named.NamedConnections;
import io.drover.connection.webservice.ConnectionAnswer;
import io.drover.connection.webservice.ConnectionCall;
import io.drover.connection.webservice.ConnectionRequest;
import io.drover.definition.Catalog;
import io.drover.definition.DefinitionLoader;
import io.drover.http.TestCertificate;
import io.drover.settings.Settings;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestProxy;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One setting of the way out counts for routes, token endpoints and all else: proxies with passwords, certificates, authorities. */
class RemotesTest {
    @TempDir
    private static Path folder;

    private static TestCertificate shown;
    private static TestCertificate own;
    private static HttpsServer server;
    private static CamelContext camel;

    @BeforeAll
    static void start() throws Exception {
        shown = new TestCertificate(folder.resolve("a"), "RSA");
        own = new TestCertificate(folder.resolve("b"), "RSA");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext both = both();
        server.setHttpsConfigurator(new HttpsConfigurator(both) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = both.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                wanted.setProtocols(new String[] {"TLSv1.2"}); // says what it misses before it breaks off
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close"); // each call has its own handshake
            ScriptedServer.respond(exchange, 200, "text/plain", "12345");
        });
        server.createContext("/kept", exchange -> ScriptedServer.respond(exchange, 200, "text/plain", "12345"));
        server.start();
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("outgoingClient", new OutgoingClient());
        camel.start();
    }

    /** Of a server that wants to see the other one. */
    private static SSLContext both() throws Exception {
        KeyStore store = KeyStore.getInstance(shown.pkcs12().toFile(), TestCertificate.PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, TestCertificate.PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", own.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void stop() {
        camel.stop();
        server.stop(0);
    }

    @AfterEach
    void forget() {
        use(Map.of());
    }

    private static void use(Map<String, String> settings) {
        Remotes.use(Settings.of(settings));
    }

    private static String url(String host) {
        return "https://" + host + ":" + server.getAddress().getPort();
    }

    private static String byCalls(String url) throws IOException, InterruptedException {
        return OutgoingCalls.SHARED.send(
                OutgoingRequest.get(URI.create(url)).limit(Duration.ofSeconds(60)), answer -> answer.text(100));
    }

    private static String byRoute(String url) {
        return camel.createFluentProducerTemplate()
                .to(url + "?httpClientConfigurer=#outgoingClient")
                .request(String.class);
    }

    @ParameterizedTest
    @CsvSource({"true, 'connection.erp', '127.0.0.1'", "false, 'connection.erp', '127.*:%d'", "true, 'outgoing', ''"})
    void aServerThatWantsACertificateAndHasOneOfItsOwnAuthority(boolean pem, String prefix, String hosts)
            throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "drover." + prefix + ".authorities", shown.certificatePem().toString(),
                "drover." + prefix + ".certificate", (pem ? own.certificatePem() : own.pkcs12()).toString(),
                "drover." + prefix + ".certificate-key", pem ? own.keyPem().toString() : TestCertificate.PASSWORD));
        if (!hosts.isEmpty()) {
            settings.put(
                    "drover." + prefix + ".hosts",
                    "other.example.com, " + hosts.formatted(server.getAddress().getPort()));
        }
        assertThatThrownBy(() -> byCalls(url("127.0.0.1"))).hasMessageContaining("PKIX path");

        use(settings);

        assertThat(byCalls(url("127.0.0.1"))).isEqualTo("12345");
        assertThat(byRoute(url("127.0.0.1"))).isEqualTo("12345");
    }

    @Test
    void whatIsMissingIsSaidWithTheSettingThatHelps() throws Exception {
        use(Map.of());
        assertThat(said()).contains("drover.outgoing.authorities");

        Path missing = folder.resolve("missing.pem");
        use(Map.of("drover.outgoing.authorities", missing.toString()));
        assertThat(said()).contains("what the settings drover.outgoing.* name cannot be used", missing.toString());
    }

    /** Which of them comes depends on who is quicker. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Received fatal alert: certificate_required",
                "Received fatal alert: bad_certificate",
                "Remote host terminated the handshake",
                "readHandshakeRecord",
                "Received fatal alert: handshake_failure"
            })
    void aServerThatWantsACertificateAndGetsNoneIsToldFromOneThatIsAway(String message) {
        WebServiceException named = Failures.named(new SSLException(message), "https://erp", "");

        assertThat(named.getMessage()).contains("the server wants a certificate", "drover.connection.NAME.certificate");
        assertThat(named.kind()).isEqualTo(Kind.FINAL);
    }

    @Test
    void aServerThatGetsNoCertificateAnswersNothing() throws Exception {
        use(Map.of("drover.outgoing.authorities", shown.certificatePem().toString()));

        assertThatThrownBy(() -> byCalls(url("127.0.0.1"))).isInstanceOf(IOException.class);
    }

    @Test
    void theExampleOfTheGuideIsTaken() throws Exception {
        String page = Files.readString(Path.of("docs/guide/connections.md"));
        String example =
                page.replaceFirst("(?s).*?```properties(.*?)```.*", "$1").replaceAll("\\{\\{[^}]*}}", "x");
        Properties settings = new Properties();
        settings.load(new StringReader(example));
        Map<String, String> written = new HashMap<>();
        settings.forEach((name, value) -> written.put(name.toString(), value.toString()));

        use(written);

        assertThat(Remotes.proxy("erp.example.com", 443).host()).isNull();
        assertThat(Remotes.proxy("api.example.com", 443).to("api.example.com"))
                .hasToString("http://proxy.example.com:3128");
        assertThat(Remotes.proxy("db.shop.local", 80).to("db.shop.local")).isNull();
        assertThat(Remotes.certificates("login.example.com", 443))
                .as("another port")
                .isSameAs(Remotes.certificates("api.example.com", 443));
        assertThat(Remotes.certificates("a.pim.example.com", 443))
                .isNotNull()
                .isNotSameAs(Remotes.certificates("login.example.com", 8443));
    }

    /** The server asks for a certificate when a network connection is made: one that is kept would show another's. */
    @Test
    void aConnectionShowsItsOwnCertificateAndNobodyElseUsesItsNetworkConnection() throws Exception {
        String authority = "<authorities file='" + shown.certificatePem() + "'/>";
        Connection with = connection(
                "with",
                "<certificate file='" + own.certificatePem() + "' keyFile='" + own.keyPem() + "'/>" + authority);
        Connection pkcs12 = connection(
                "pkcs12",
                "<certificate file='" + own.pkcs12() + "' password='" + TestCertificate.PASSWORD + "'/>" + authority);
        Connection without = connection("without", authority);
        Connection missing = connection("missing", "<certificate file='/not/there.pem'/>");
        Connection untrusting = connection(
                "untrusting", "<certificate file='" + own.certificatePem() + "' keyFile='" + own.keyPem() + "'/>");

        assertThat(answered(with)).isEqualTo("12345");
        assertThat(answered(pkcs12)).isEqualTo("12345");
        assertThatThrownBy(() -> answered(without))
                .hasMessageContaining("the server wants a certificate of this side: <certificate> of its connection");
        assertThat(answered(with)).isEqualTo("12345");
        assertThatThrownBy(() -> answered(missing))
                .hasMessageContaining("what the connection missing names cannot be used (/not/there.pem)");
        assertThatThrownBy(() -> answered(untrusting))
                .hasMessageContaining("name it in <authorities> of its connection");
    }

    private static Connection connection(String name, String more) throws IOException {
        Path file = folder.resolve("connections/" + name + ".xml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "<connection name='" + name + "'><baseUrl>" + url("127.0.0.1") + "/kept</baseUrl>" + more
                        + "</connection>");
        return new NamedConnections(Settings.of(Map.of()), new Catalog(), () -> false)
                .of(DefinitionLoader.read(ConnectionDefinition.class, file));
    }

    private static String answered(Connection connection) throws IOException, InterruptedException {
        try (ConnectionAnswer answer =
                new ConnectionCall(connection, ConnectionRequest.of("GET", "")).send(() -> false)) {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String said() {
        try {
            byCalls(url("127.0.0.1"));
            return "";
        } catch (IOException e) {
            WebServiceException named = Failures.named(e, "https://erp", "");
            assertThat(named.kind()).as(named.getMessage()).isEqualTo(Kind.FINAL);
            return named.getMessage();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRenewedFileCountsAtOnce() throws Exception {
        Path authority = Files.copy(own.certificatePem(), folder.resolve("authority.pem"));
        Files.setLastModifiedTime(authority, FileTime.fromMillis(1_000_000));
        use(Map.of(
                "drover.outgoing.authorities", authority.toString(),
                "drover.outgoing.certificate", own.pkcs12().toString(),
                "drover.outgoing.certificate-key", TestCertificate.PASSWORD));
        assertThatThrownBy(() -> byCalls(url("127.0.0.1"))).hasMessageContaining("PKIX path");

        Files.copy(shown.certificatePem(), authority, StandardCopyOption.REPLACE_EXISTING);

        assertThat(byCalls(url("127.0.0.1"))).isEqualTo("12345");
    }

    @Test
    void allGoThroughTheProxyWithItsPassword() throws Exception {
        try (ScriptedServer plain = new ScriptedServer();
                TestProxy proxy = new TestProxy(server.getAddress().getPort(), "drover", "p:w", "Basic realm=\"p\"");
                TestProxy ofPlain =
                        new TestProxy(URI.create(plain.url()).getPort(), "drover", "p:w", "Basic realm=\"p\"")) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "drover.outgoing.proxy", "http://127.0.0.1:" + ofPlain.port(),
                    "drover.outgoing.proxy.user", "drover",
                    "drover.outgoing.proxy.password", "p:w",
                    "drover.outgoing.no-proxy", "localhost, *.direct.test",
                    "drover.connection.erp.hosts", "127.0.0.1"));
            settings.putAll(Map.of(
                    "drover.connection.erp.proxy",
                    "127.0.0.1:" + proxy.port(),
                    "drover.connection.erp.proxy.user",
                    "drover",
                    "drover.connection.erp.proxy.password",
                    "p:w",
                    "drover.connection.erp.authorities",
                    shown.certificatePem().toString(),
                    "drover.connection.erp.certificate",
                    own.pkcs12().toString(),
                    "drover.connection.erp.certificate-key",
                    TestCertificate.PASSWORD));
            use(settings);

            assertThat(byCalls(url("127.0.0.1"))).isEqualTo("12345");
            assertThat(byRoute(url("127.0.0.1"))).isEqualTo("12345");
            assertThat(byCalls("http://erp.example.test/items")).isEqualTo("<tables/>");
            String posted = OutgoingCalls.SHARED.send(
                    OutgoingRequest.post(URI.create("http://erp.example.test/token"))
                            .body("text/plain", new byte[] {'x'}),
                    answer -> answer.text(100));
            assertThat(posted).isEqualTo("<tables/>");
            assertThat(byRoute("http://erp.example.test/stock")).isEqualTo("<tables/>");
            assertThatThrownBy(() -> byCalls("http://no.direct.test/")).hasMessageContaining("no.direct.test");

            assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT 127.0.0.1:"));
            assertThat(ofPlain.requests())
                    .containsExactly(
                            "GET http://erp.example.test/items HTTP/1.1",
                            "POST http://erp.example.test/token HTTP/1.1",
                            "GET http://erp.example.test/stock HTTP/1.1");
            assertThat(plain.requests())
                    .extracting(ScriptedServer.Request::headers)
                    .allSatisfy(headers -> assertThat(headers).doesNotContainKey("authorization"));
        }
    }

    @Test
    void aProxyThatLetsNobodyThroughIsNamed() {
        try (TestProxy proxy = new TestProxy(server.getAddress().getPort(), "drover", "right", "Negotiate")) {
            use(Map.of(
                    "drover.outgoing.proxy", "http://127.0.0.1:" + proxy.port(),
                    "drover.outgoing.no-proxy", "",
                    "drover.outgoing.proxy.user", "drover",
                    "drover.outgoing.proxy.password", "not-its-password"));

            assertThat(said())
                    .contains("the proxy 127.0.0.1:" + proxy.port()
                            + " does not let it through: it answered 407 Proxy Authentication Required; the proxy takes"
                            + " Negotiate, which Drover does not speak; drover.outgoing.proxy.user");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drover.outgoing.proxy | proxy.example.com | must be the address of a proxy with its port",
                "drover.outgoing.proxy | http://u:p@proxy:3128 | must be the address of a proxy with its port",
                "drover.connection.erp.cert | x | is unknown; there are drover.connection.NAME. and one of",
                "drover.connection.erp.proxy | none | drover.connection.erp.hosts is missing",
                "drover.outgoing.certificate-key | x | certificate-key is set, but",
            })
    void aSettingThatIsWrongIsSaid(String name, String value, String said) {
        assertThatThrownBy(() -> use(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("u:p@");
    }
}
