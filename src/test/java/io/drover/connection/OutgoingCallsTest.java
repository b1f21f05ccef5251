package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.drover.http.TestCertificate;
import io.drover.testing.DrippingServer;
import io.drover.testing.DrippingServer.Where;
import io.drover.testing.ScriptedServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a server does, a call ends; and all calls are made by the same rules. */
class OutgoingCallsTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String LATE = "the whole answer was not there within 300 ms";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Where.class)
    void anAnswerThatDoesNotComeToAnEndIsGivenUp(Where where) {
        try (DrippingServer server = new DrippingServer(where)) {
            assertThatThrownBy(() -> text(server.url(), 1_000_000, LIMIT))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage(LATE);
        }
    }

    @Test
    void aConnectionThatTheServerHasClosedMeanwhileIsNotUsedAgain() throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) LONG.toMillis());
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            for (int call = 0; call < 2; call++) {
                Future<String> text = caller.submit(() -> text(url, 100, LONG));
                try (Socket accepted = server.accept()) {
                    BufferedReader head = new BufferedReader(
                            new InputStreamReader(accepted.getInputStream(), StandardCharsets.UTF_8));
                    while (!head.readLine().isEmpty()) {
                        // the head, to its end
                    }
                    accepted.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.UTF_8));
                    assertThat(text.get()).isEqualTo("ok");
                }
            }
        } finally {
            caller.shutdownNow();
        }
    }

    @Test
    void aCompressedAnswerThatDoesNotComeToAnEndIsGivenUpToo() {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer()) {
            server.answers(exchange -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, 0);
                GZIPOutputStream body = new GZIPOutputStream(exchange.getResponseBody(), true);
                body.write("<tables>".getBytes(StandardCharsets.UTF_8));
                body.flush();
                hangUntil(end);
            });
            assertThatThrownBy(() -> text(server.url(), 1_000_000, LIMIT))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage(LATE);
            end.countDown();
        }
    }

    @Test
    void anAnswerIsTakenUpToTheLimitAndNoLongerOne() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answers(200, "text/plain", "12345");

            assertThat(text(server.url(), 5, LONG)).isEqualTo("12345");
            assertThatThrownBy(() -> text(server.url(), 4, LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 4 bytes");

            ByteArrayOutputStream file = new ByteArrayOutputStream();
            long written = send(server.url(), LONG, answer -> answer.writeTo(file, 5));
            assertThat(written).isEqualTo(5);
            assertThat(file).hasToString("12345");
            assertThatThrownBy(() -> send(server.url(), LONG, answer -> answer.writeTo(file, 4)))
                    .hasMessageContaining("more than 4 bytes");
        }
    }

    @Test
    void aFailureIsTheClientsOwn() {
        String nowhere;
        try (ScriptedServer server = new ScriptedServer()) {
            nowhere = server.url();
        }
        assertThatThrownBy(() -> text(nowhere, 5, LONG)).isInstanceOf(ConnectException.class);
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ScriptedServer server = new ScriptedServer()) {
            server.hold();
            Future<String> waiting = threads.submit(() -> text(server.url(), 5, LONG));
            await().until(() -> server.requests().size() == 1);

            threads.shutdownNow();

            await().until(waiting::isDone);
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nothingOfACallIsKeptForTheNextOneAndNoRedirectFollowed() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answers(exchange -> {
                exchange.getResponseHeaders().set("Set-Cookie", "sid=1; Path=/");
                exchange.getResponseHeaders().set("Location", server.url() + "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            });

            assertThat(status(server)).isEqualTo(302);
            assertThat(status(server)).isEqualTo(302);

            assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.headers())
                    .containsEntry("user-agent", "Drover")
                    .doesNotContainKeys("cookie", "upgrade"));
        }
    }

    @Test
    @SuppressWarnings("try") // closing a context may be interrupted
    void callsAndRoutesGoThroughTheProxyOfJava() throws Exception {
        CamelContext camel = new DefaultCamelContext();
        try (ScriptedServer proxy = new ScriptedServer()) {
            camel.getRegistry().bind("outgoingClient", new OutgoingClient());
            camel.start();
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty(
                    "http.proxyPort", String.valueOf(URI.create(proxy.url()).getPort()));
            try {
                assertThat(text("http://erp.example/odata/Items", 100, LONG)).isEqualTo("<tables/>");
                assertThat(camel.createFluentProducerTemplate()
                                .to("http://erp.example/odata/Stock?httpClientConfigurer=#outgoingClient")
                                .request(String.class))
                        .isEqualTo("<tables/>");
            } finally {
                camel.stop();
                System.clearProperty("http.proxyHost");
                System.clearProperty("http.proxyPort");
            }
            assertThat(proxy.requests())
                    .extracting(request -> request.uri().toString())
                    .containsExactly("http://erp.example/odata/Items", "http://erp.example/odata/Stock");
        }
    }

    @Test
    void aServerIsTrustedAsJavaDoesOrByTheCertificateThatIsExpectedOfIt() throws Exception {
        TestCertificate shown = new TestCertificate(folder.resolve("a"), "RSA");
        TestCertificate other = new TestCertificate(folder.resolve("b"), "RSA");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(shown.serving()));
        server.createContext("/", exchange -> ScriptedServer.respond(exchange, 200, "text/plain", "12345"));
        server.start();
        try {
            URI byOtherName =
                    URI.create("https://localhost:" + server.getAddress().getPort());

            assertThat(pinned(shown, byOtherName)).isEqualTo("12345");
            assertThatThrownBy(() -> pinned(other, byOtherName))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("the server shows another certificate");
            assertThatThrownBy(() -> text(byOtherName.toString(), 5, LONG)).isInstanceOf(SSLHandshakeException.class);
        } finally {
            server.stop(0);
        }
    }

    private static String pinned(TestCertificate certificate, URI address) throws Exception {
        return OutgoingCalls.to(List.of((X509Certificate) certificate.certificate()))
                .send(OutgoingRequest.get(address), answer -> answer.text(5));
    }

    private static int status(ScriptedServer server) throws IOException, InterruptedException {
        return send(server.url(), LONG, OutgoingAnswer::status);
    }

    private static String text(String url, int bytes, Duration limit) throws IOException, InterruptedException {
        return send(url, limit, answer -> answer.text(bytes));
    }

    private static <T> T send(String url, Duration limit, OutgoingAnswer.Reader<T> reader)
            throws IOException, InterruptedException {
        return OutgoingCalls.SHARED.send(OutgoingRequest.get(URI.create(url)).limit(limit), reader);
    }

    private static void hangUntil(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
