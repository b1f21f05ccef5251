package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a request ends, two servers in a row must not read in two ways: what cannot be read in one is refused, and whatever comes behind
 * it is not served (RFC 9112, 6.1 and 6.3).
 */
class FramingTest {
    private static final String SMUGGLED = "GET /api/jobs HTTP/1.1\nHost: a\n\n";

    @TempDir
    static Path data;

    private static HttpFixture server;

    @BeforeAll
    static void start() {
        server = new HttpFixture(data).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void forget() {
        server.seen.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nContent-Length: 5",
                "Transfer-Encoding: chunked\nContent-Length: 0",
                "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding:",
                "Transfer-Encoding: ,chunked",
                "Transfer-Encoding: chunked\n identity",
                "Transfer-Encoding:\n chunked",
                "Transfer-Encoding : chunked",
                "X-A: b\n Transfer-Encoding: chunked\nTransfer-Encoding: cow",
                "Content-Length: 5\nContent-Length: 6",
                "Content-Length: 0\nContent-Length: 5",
                "Content-Length: 5\nContent-Length: 5",
                "Content-Length: 5, 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -1",
                "Content-Length: 0x5",
                "Content-Length: 5 5",
                "Content-Length:",
                "Content-Length: 99999999999999999999",
                "Content-Length : 5",
            })
    void aLengthThatCanBeReadInTwoWays(String headers) throws Exception {
        assertRefused("POST /Shop/Orders/1 HTTP/1.1\nHost: a\n" + headers + "\n\n0\n\n" + SMUGGLED);
        assertRefused("GET /api/jobs HTTP/1.1\nHost: a\n" + headers + "\n\n" + SMUGGLED);
    }

    @Test
    void chunksOfAnEarlierVersion() throws Exception {
        assertRefused("POST /Shop/Orders/1 HTTP/1.0\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n" + SMUGGLED);
    }

    @Test
    void whatComesBehindARequestThatIsRight() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(
                    "POST /Shop/Orders/1 HTTP/1.1\nHost: a\nContent-Length: 2\n\nokPOST /Shop/Orders/2 HTTP/1.1\n"
                            + "Host: a\nContent-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n" + SMUGGLED);
            assertThat(connection.rest()).startsWith("HTTP/1.1 200").containsOnlyOnce(" 400 ");
        }
        assertThat(server.seen).singleElement().satisfies(seen -> assertThat(seen.body())
                .isEqualTo("ok"));
    }

    private static void assertRefused(String request) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(request);
            assertThat(connection.head()).matches("(?s)HTTP/1\\.[01] 400 .*").containsIgnoringCase("connection: close");
            assertThat(connection.rest()).doesNotContain("HTTP/1.");
        }
        assertThat(server.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "transfer-encoding:CHUNKED \t"})
    void chunksAreTaken(String header) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(
                    "POST /Shop/Orders/1 HTTP/1.1\nHost: a\n" + header + "\n\n2;x=y\nok\n0\nX: y\n\n" + SMUGGLED);
            assertThat(connection.head()).startsWith("HTTP/1.1 200");
            assertThat(server.seen.take().body()).isEqualTo("ok");
            assertThat(server.seen.take().route()).isEqualTo("/api/jobs"); // a request as any other
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x2\nok\n0\n\n", "-2\nok\n0\n\n", "+2\nok\n0\n\n", "2\nokX\n0\n\n", "\nok\n0\n\n"})
    void chunksThatAreNone(String body) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST /Shop/Orders/1 HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n" + body + SMUGGLED);
            connection.isClosedByServer();
        }
        assertThat(server.seen).isEmpty();
    }

    /** Who asks for a URL means its host, whatever the header says; the gate trusts a loopback host. */
    @ParameterizedTest
    @CsvSource({
        "http://drover.example:81/api/jobs, drover.example:81",
        "HTTP://drover.example/api/jobs?a=b, drover.example",
        "https://[::1]/api/jobs, [::1]",
        "/api/jobs, localhost"
    })
    void theHostOfAnAbsoluteTarget(String target, String host) throws Exception {
        server.asked.clear();
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET " + target + " HTTP/1.1\nHost: localhost\n\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 200");
        }
        assertThat(server.asked.take().site().host()).isEqualTo(host);
        assertThat(server.seen.take().call().baseUrl()).isEqualTo("http://" + host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:///api/jobs",
                "http://user@localhost/api/jobs",
                "http://localhost@evil.example/api/jobs",
                "http://localhost#evil.example/api/jobs",
                "http://localhost/api/jobs#evil",
                "/api/jobs#evil",
                "http://a:b:c/api/jobs",
                "ftp://localhost/api/jobs",
                "localhost:80",
                "*"
            })
    void targetsWithoutAHostOrAPath(String target) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET " + target + " HTTP/1.1\nHost: localhost\n\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 400");
        }
        assertThat(server.seen).isEmpty();
    }

    @Test
    void aQueryWithASlashIsNoPartOfTheHost() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET http://localhost?x=/api/jobs HTTP/1.1\nHost: localhost\n\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 200"); // the root's
        }
        assertThat(server.seen).isEmpty();
    }
}
