package io.drover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.http.RawConnection;
import io.drover.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Health and metrics need no token: no page of a stranger may read them through somebody's browser, whatever it binds to what. */
class ManagementPortTest {
    @TempDir
    private static Path home;

    private static TestServer drover;
    private static TestServer open;

    @BeforeAll
    static void start() {
        drover = new TestServer(home.resolve("here"))
                .with("drover.management.names", "tunnel")
                .start();
        open = new TestServer(home.resolve("others"))
                .with("drover.api.loopback", "closed")
                .with("drover.http.public-url", "https://drover.example.com/erp")
                .with("drover.management.names", "drover, Drover.shop.svc")
                .with("camel.management.host", "0.0.0.0")
                .start();
    }

    @AfterAll
    static void stop() {
        drover.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:9876",
                "127.8.8.8",
                "localhost",
                "LocalHost:9876",
                "[::1]",
                "[::1]:80",
                "[::ffff:127.0.0.1]",
                "tunnel"
            })
    void thisMachineIsAskedByLoopback(String host) throws IOException {
        assertThat(get(drover, "/observe/health/live", host)).startsWith("HTTP/1.1 200");
        assertThat(get(drover, "/observe/metrics", host)).startsWith("HTTP/1.1 200");
        assertThat(get(open, "/observe/health/live", host.replace("tunnel", "drover")))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "/observe/health, rebound.example",
        "/observe/health/live, rebound.example:9876",
        "/observe/metrics, localhost.rebound.example",
        "/observe/metrics, 127.0.0.1.nip.io",
        "/observe/health/ready, fade.ca",
        "/observe/health/ready, localhost.",
        "/observe/health, drover",
        "/observe/health, 10.0.0.5",
        "/observe/health, 0.0.0.0",
        "/observe/health, [fe80::1]",
        "/observe/health, 2130706433",
        "/q/dev, rebound.example",
        "/, rebound.example"
    })
    void aHostThatIsNotThisMachineIsRefused(String path, String host) throws IOException {
        assertThat(get(drover, path, host))
                .startsWith("HTTP/1.1 421")
                .contains(
                        "Nobody asks here by this Host. Take 127.0.0.1 or localhost, or a name in drover.management.names.")
                .doesNotContain("UP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.5:9876", "[fd00::5]", "drover:9876", "DROVER.SHOP.SVC", "drover.example.com", "0.0.0.0"})
    void otherMachinesAskByAddressAndByTheNamesOfTheSettings(String host) throws IOException {
        assertThat(get(open, "/observe/health/ready", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.example", "fade.ca", "example.com", "2130706433", "10.0.0", "0x7f.1"})
    void aNameThatNobodyHasListedIsRefusedToOtherMachinesToo(String host) throws IOException {
        assertThat(get(open, "/observe/metrics", host))
                .startsWith("HTTP/1.1 421")
                .contains("Take the address, or a name in drover.management.names.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://rebound.example/observe/health HTTP/1.1\nHost: 127.0.0.1\n",
                "HEAD /observe/health HTTP/1.1\nHost: rebound.example\n",
                "OPTIONS /observe/health HTTP/1.1\nHost: rebound.example\nOrigin: http://rebound.example\n"
            })
    void theHostThatCountsIsRead(String request) throws IOException {
        assertThat(raw(drover, request)).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /observe/health HTTP/1.1\n",
                "GET /observe/health HTTP/1.1\nHost: 127.0.0.1\nHost: rebound.example\n",
                "GET /observe/health HTTP/1.1\nHost: rebound.example@127.0.0.1\n"
            })
    void aRequestHasOneHost(String request) throws IOException {
        assertThat(raw(drover, request)).startsWith("HTTP/1.1 400");
    }

    /** As checks of load balancers do. */
    @Test
    void noHostIsNoBrowser() throws IOException {
        assertThat(raw(drover, "GET /observe/health/live HTTP/1.0\n")).startsWith("HTTP/1.0 200");
    }

    @Test
    void aPageOfAnotherSiteAsksForNothing() throws IOException {
        String page = "GET /observe/metrics HTTP/1.1\nHost: 127.0.0.1\nSec-Fetch-Site: ";

        assertThat(raw(drover, page + "cross-site\n")).startsWith("HTTP/1.1 403");
        assertThat(raw(drover, page + "none\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void http2HasTheHostElsewhere() throws Exception {
        int port = Integer.parseInt(drover.settingsMap().get("camel.management.port"));
        assertThat(http2(port, "127.0.0.1")).isEqualTo(200);
        assertThat(http2(port, "rebound.example")).isEqualTo(421);
    }

    private static int http2(int port, String host) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClientOptions options = new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false);
            return vertx.createHttpClient(options)
                    .request(new RequestOptions()
                            .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                            .setHost(host)
                            .setPort(port)
                            .setURI("/observe/health/live"))
                    .compose(request -> request.send())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .statusCode();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void whatExceptionsSayIsNotShown() throws IOException {
        HealthCheckRegistry checks = HealthCheckRegistry.get(drover.server().camel());
        AbstractHealthCheck broken = new AbstractHealthCheck("test", "broken") {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                builder.down()
                        .message("The shop does not answer")
                        .detail(HealthCheck.ENDPOINT_URI, "sftp://kept-back@shop")
                        .error(new IOException("jdbc:postgresql://kept-back/shop", new IOException("user kept-back")));
            }
        };
        checks.register(broken);
        try {
            assertThat(get(drover, "/observe/health?exposureLevel=full&stackTrace=true&data=true", "127.0.0.1"))
                    .startsWith("HTTP/1.1 503")
                    .contains("The shop does not answer", "\"data\":")
                    .doesNotContain("kept-back", "Exception");
        } finally {
            checks.unregister(broken);
        }
    }

    private static String get(TestServer server, String path, String host) throws IOException {
        return raw(server, "GET " + path + " HTTP/1.1\nHost: " + host + "\n");
    }

    private static String raw(TestServer server, String request) throws IOException {
        int port = Integer.parseInt(server.settingsMap().get("camel.management.port"));
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(request + "Connection: close\n\n").rest();
        }
    }
}
