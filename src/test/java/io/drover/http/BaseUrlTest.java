package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the URLs begin with that Drover hands out: clients behind a proxy must be able to call them, by https. */
class BaseUrlTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: drover.example|http://drover.example",
                "Host: Drover.Example:8080|http://drover.example:8080",
                "Host: drover.example:80|http://drover.example",
                "Host: [::1]:8080|http://[::1]:8080",
                "Host: a;X-Forwarded-Proto: https;X-Forwarded-Host: evil.example|http://a"
            })
    void withoutAProxyTheRequestsOwn(String headers, String url) throws Exception {
        try (HttpFixture server = new HttpFixture(data).start()) {
            assertThat(baseUrl(server, headers)).isEqualTo(url);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: inner:8080;X-Forwarded-Proto: https;X-Forwarded-Host: drover.example|https://drover.example",
                "Host: drover.example;X-Forwarded-Proto: https|https://drover.example",
                "Host: drover.example:80;X-Forwarded-Proto: https;X-Forwarded-Port: 443|https://drover.example",
                "Host: inner;X-Forwarded-Proto: https;X-Forwarded-Host: drover.example;X-Forwarded-Port: 8443|https://drover.example:8443",
                "Host: inner;X-Forwarded-Proto: https, http;X-Forwarded-Host: drover.example, inner|https://drover.example",
                "Host: inner;X-Forwarded-Host: evil.example/path|http://inner",
                "Host: inner;X-Forwarded-Host: <script>;X-Forwarded-Proto: https|https://inner",
                "Host: inner;X-Forwarded-Proto: javascript|http://inner",
                "Host: inner;X-Forwarded-Port: 99999999|http://inner",
                "Host: inner|http://inner"
            })
    void aTrustedProxyIsBelieved(String headers, String url) throws Exception {
        try (HttpFixture server = new HttpFixture(data)
                .with("drover.http.trusted-proxies", "10.0.0.0/8, 127.0.0.1")
                .start()) {
            assertThat(baseUrl(server, headers)).isEqualTo(url);
        }
    }

    @Test
    void theStandardHeaderOfProxies() throws Exception {
        try (HttpFixture server = new HttpFixture(data)
                .with("drover.http.trusted-proxies", "127.0.0.0/8")
                .start()) {
            String header =
                    "Host: inner;Forwarded: for=192.0.2.1#proto=https#host=\"drover.example:8443\", for=10.0.0.1";
            assertThat(baseUrl(server, header)).isEqualTo("https://drover.example:8443");
        }
    }

    @Test
    void anotherProxyIsNot() throws Exception {
        try (HttpFixture server = new HttpFixture(data)
                .with("drover.http.trusted-proxies", "10.0.0.0/8,::1/128")
                .start()) {
            assertThat(baseUrl(server, "Host: inner;X-Forwarded-Proto: https")).isEqualTo("http://inner");
        }
    }

    @Test
    void theConfiguredOneGoesBeforeAll() throws Exception {
        try (HttpFixture server = new HttpFixture(data)
                .with("drover.http.public-url", "https://drover.example/d365/")
                .with("drover.http.trusted-proxies", "127.0.0.1")
                .start()) {
            assertThat(baseUrl(server, "Host: inner;X-Forwarded-Host: other")).isEqualTo("https://drover.example/d365");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drover.example", "ftp://drover.example", "https://drover.example/?x", "https://a b"})
    void publicUrlsThatAreNone(String url) {
        assertThatThrownBy(() -> new BaseUrls(Settings.of(Map.of("drover.http.public-url", url))))
                .hasMessageContaining("drover.http.public-url is '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/x", "999.1.1.1", "::1/129"})
    void proxiesThatAreNone(String network) {
        assertThatThrownBy(() -> new BaseUrls(Settings.of(Map.of("drover.http.trusted-proxies", network))))
                .hasMessageContaining("drover.http.trusted-proxies has '" + network + "'");
    }

    /** @param headers with ; between them, and # for ; in them */
    private static String baseUrl(HttpFixture server, String headers) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(
                    "GET /api/jobs HTTP/1.1\n" + headers.replace(';', '\n').replace('#', ';') + "\n\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 200");
        }
        return server.seen.take().call().baseUrl();
    }
}
