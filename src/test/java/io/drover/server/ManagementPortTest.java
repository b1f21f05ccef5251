package io.drover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.http.RawConnection;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                .with("drover.management.max-connections", "30")
                .with("drover.management.max-connections-per-address", "20")
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

    /** What may become HTTP/2 would count as a connection only when it says something. */
    @Test
    void http2IsNotSpoken() throws IOException {
        assertThat(
                        raw(
                                drover,
                                "GET /observe/health/live HTTP/1.1\nHost: 127.0.0.1\nUpgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw(drover, "PRI * HTTP/2.0\n\nSM\n")).doesNotContain("200");
    }

    @Test
    void onePeerHoldsNotAllConnectionsAndAllAreNotMoreThanTheLimit() throws Exception {
        List<RawConnection> held = new ArrayList<>();
        try {
            hold(held, 40, "127.0.0.2");
            assertThat(isServed("127.0.0.2")).isFalse();
            assertThat(isServed("127.0.0.3")).isTrue();

            hold(held, 40, "127.0.0.3");
            assertThat(isServed("127.0.0.4")).isFalse();
        } finally {
            for (RawConnection connection : held) {
                connection.close();
            }
        }
        await().until(() -> isServed("127.0.0.2") && isServed("127.0.0.4"));
    }

    private static void hold(List<RawConnection> held, int count, String from) throws IOException {
        for (int i = 0; i < count; i++) {
            held.add(new RawConnection(port(drover), from));
        }
    }

    private static boolean isServed(String from) {
        try (RawConnection connection = new RawConnection(port(drover), from)) {
            return connection
                    .send("GET /observe/health/live HTTP/1.1\nHost: 127.0.0.1\n\n")
                    .head()
                    .contains("200");
        } catch (IOException e) {
            return false; // closed
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
        try (RawConnection connection = new RawConnection(port(server))) {
            return connection.send(request + "Connection: close\n\n").rest();
        }
    }

    private static int port(TestServer server) {
        return Integer.parseInt(server.settingsMap().get("camel.management.port"));
    }
}
