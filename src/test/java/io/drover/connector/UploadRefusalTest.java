package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.http.RawConnection;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that will be refused are refused by their heads: none of these sends a body, and nothing comes to lie on the disk. */
class UploadRefusalTest {
    private static ConnectorServer server;
    private static TestApplication other;
    private static DataClient client;
    private static String imports;
    private static String disabled;
    private static String exports;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        server = ConnectorServer.start(new TestServer(home).with("drover.blobs.max-size", "2 MB"));
        other = server.drover.application("Other client");
        client = new DataClient(server.drover.server().url(), server.app);
        imports = server.define(importing("Import").with("<limits maxSize=\"1 MB\"/>"));
        disabled = server.define(importing("Disabled").attribute("enabled", "false"));
        exports =
                server.define(RecurringJobFile.exporting("Export", "GroupsOut").application(server.app.clientId()));
    }

    private static RecurringJobFile importing(String name) {
        return RecurringJobFile.importing(name, "Groups")
                .application(server.app.clientId())
                .with(ConnectorServer.LATER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsKept() throws IOException {
        for (String folder : List.of("spool", "payload")) {
            Path root = server.drover.home().resolve("data").resolve(folder);
            try (Stream<Path> files = Files.exists(root) ? Files.walk(root) : Stream.<Path>empty()) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    private static String head(String request) throws Exception {
        URI url = URI.create(server.drover.server().url());
        try (RawConnection connection = new RawConnection(url.getPort())) {
            return connection.send(request).head();
        }
    }

    private static String enqueue(TestApplication as, String path, String headers) throws Exception {
        return head("POST /api/connector/enqueue/" + path + " HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
                + as.token() + "\n" + headers + "\nExpect: 100-continue\n\n");
    }

    private static String put(String url, String headers) throws Exception {
        URI target = URI.create(url);
        return head("PUT " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1\nHost: localhost\n" + headers
                + "\nExpect: 100-continue\n\n");
    }

    @Test
    void messagesOfWhomThePolicyDoesNotName() throws Exception {
        assertThat(enqueue(other, imports, "Content-Length: 1000000000"))
                .startsWith("HTTP/1.1 401 ")
                .contains("insufficient_scope");
        assertThat(enqueue(other, imports, "Content-Length: 1000")).startsWith("HTTP/1.1 401 ");
        assertThat(enqueue(other, imports, "Transfer-Encoding: chunked")).startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000001, 404",
        "00000000-0000-0000-0000-000000000000, 500",
        "nonsense, 400",
        "{disabled}, 403",
        "{exports}, 400",
        "{imports}?company=" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + ", 400"
    })
    void messagesThatNoRecurringJobTakes(String activity, int status) throws Exception {
        String path = activity.replace("{disabled}", disabled)
                .replace("{exports}", exports)
                .replace("{imports}", imports);
        assertThat(enqueue(server.app, path, "Content-Length: 1000000")).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void messagesThatAreTooLargeOrForms() throws Exception {
        assertThat(enqueue(server.app, imports, "Content-Length: 1048577")).startsWith("HTTP/1.1 413 ");
        assertThat(enqueue(server.app, imports, "Content-Length: 1000\nContent-Type: multipart/form-data; boundary=a"))
                .startsWith("HTTP/1.1 415 ");
        assertThat(enqueue(server.app, imports, "Content-Length: 1048576")).startsWith("HTTP/1.1 100 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000", "Content-Length: 10", "Transfer-Encoding: chunked"})
    void blobsWithoutASignature(String length) throws Exception {
        String url = client.writeUrl("a.zip");
        String none = url.substring(0, url.indexOf('?')) + "?comp=block&blockid=QQ==";
        assertThat(put(none, length)).startsWith("HTTP/1.1 403 ").contains("AuthenticationFailed");
        assertThat(put(url.replace("sig=", "sig=x"), length)).startsWith("HTTP/1.1 403 ");
        assertThat(put(url.replace("a-", "b-"), length)).startsWith("HTTP/1.1 403 ");
        assertThat(put(url.replace("sp=rw", "sp=r"), length)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void blobsThatAreTooLarge() throws Exception {
        String url = client.writeUrl("a.zip");
        assertThat(put(url, "Content-Length: 2097153"))
                .startsWith("HTTP/1.1 413 ")
                .contains("RequestBodyTooLarge");
        assertThat(put(url, "Content-Length: 2097152")).startsWith("HTTP/1.1 100 ");
    }
}
