package io.drover.settings.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.drover.settings.Settings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a secret looks like, and that none of it is shown. */
class SecretsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsKnownIsHiddenWhereverItStands() {
        Secrets.add("hush-1234");
        Secrets.add("other-hush");
        assertThat(Secrets.hide("hush-1234")).isEqualTo("***");
        assertThat(Secrets.hide("a hush-1234, b other-hush!")).isEqualTo("a ***, b ***!");
        assertThat(Secrets.hide("hush-1234hush-1234")).isEqualTo("***");
        assertThat(Secrets.hide("hush-123 hus")).isEqualTo("hush-123 hus");
        assertThat(Secrets.hide("")).isEmpty();
        assertThat(Secrets.hide(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/begins/with",
                "//slashes",
                "a:colon",
                "?question",
                "#hash#",
                "100%",
                "[br](ace)",
                "::::",
                "%%%%"
            })
    void anyCharactersCanBeASecret(String secret) {
        Secrets.add(secret);
        assertThat(Secrets.hide("<" + secret + ">")).isEqualTo("<***>");
        assertThat(Secrets.hide("<" + URLEncoder.encode(secret, StandardCharsets.UTF_8) + ">"))
                .isEqualTo("<***>");
    }

    @Test
    void secretsThatOverlapAreHiddenTogether() {
        Secrets.add("left-overlap");
        Secrets.add("overlap-right");
        assertThat(Secrets.hide("<left-overlap-right>")).isEqualTo("<***>");
    }

    @Test
    void theFormsOfUrlsXmlAndJsonAreHidden() {
        String secret = "q\"w/e&r<t>y'u +z%ü";
        Secrets.add(secret);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String form : List.of(
                secret,
                encoded,
                encoded.replace("+", "%20"),
                encoded.replace("+", "%20").toLowerCase(Locale.ROOT),
                "q\"w/e&amp;r&lt;t&gt;y'u +z%ü",
                "q&quot;w/e&amp;r&lt;t&gt;y&apos;u +z%ü",
                "q&quot;w/e&amp;r&lt;t&gt;y&#39;u +z%ü",
                "q\\\"w/e&r<t>y'u +z%ü")) {
            assertThat(Secrets.hide("x=" + form + ";")).as(form).isEqualTo("x=***;");
        }
    }

    @Test
    void basicAuthenticationIsHiddenWithAnyUser() {
        Secrets.add("Pa55word!");
        for (String user : List.of("", "a", "ab", "abc", "shop", "domain\\user")) {
            String header = Base64.getEncoder().encodeToString((user + ":Pa55word!").getBytes(StandardCharsets.UTF_8));
            assertThat(Secrets.hide("Authorization: Basic " + header + "\r\n"))
                    .isEqualTo("Authorization: Basic ***\r\n");
        }
    }

    @Test
    void theLinesOfAKeyAreHiddenOneByOne() {
        Secrets.add(
                "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEG\nCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n");
        assertThat(Secrets.hide("bad key: MIGHAgEAMBMGByqGSM49AgEG")).isEqualTo("bad key: ***");
        assertThat(Secrets.hide("no -----BEGIN PRIVATE KEY----- there")).contains("BEGIN PRIVATE KEY");
    }

    /** They would eat ordinary words; who has such a password has none. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "123", "true", "False", "secret", "password"})
    void shortValuesAndOrdinaryWordsAreLeft(String value) {
        Secrets.add(value);
        assertThat(Secrets.hide("abc 123 true False: the secret is a password "))
                .contains("abc 123 true False: the secret");
    }

    @Test
    void aTextWithoutSecretsIsNotCopied() {
        Secrets.add("never-there");
        String text = "a long text ".repeat(100_000);
        assertThat(Secrets.hide(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Security key",
                "securityKey",
                "password",
                "API-Key",
                "apiKey",
                "client_secret",
                "clientSecret",
                "accessToken",
                "ERP_PASSWORD",
                "drover.store.password",
                "drover.tls.key",
                "secretAccessKey",
                "connectionString",
            })
    void namesTellSecrets(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webServiceUrl",
                "tokenUrl",
                "keyColumn",
                "key columns",
                "apiKeyHeader",
                "drover.auth.token-seconds",
                "drover.auth.key-days",
                "drover.api.token-url",
                "keywords",
                "passwordFile",
                "user",
                "secretName",
                "clientSecretIn",
                "api key in"
            })
    void namesAboutSecretsTellNone(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }

    @Test
    void passwordsInUrisAreFound() {
        assertThat(UriSecrets.in("sftp:host/in?username=shop&password=RAW(a&b)c)&delay=5"))
                .contains("a&b");
        assertThat(UriSecrets.in("https://shop:pa%26ss@host/path?x=1")).containsExactly("pa%26ss", "pa&ss");
        assertThat(UriSecrets.in("https://host/path?x=1&apiKey=k123&tokenUrl=u"))
                .containsExactly("k123");
        assertThat(UriSecrets.in("jdbc:postgresql://localhost/drover?user=u&password=p123"))
                .containsExactly("p123");
        assertThat(UriSecrets.in("jdbc:sqlserver://h;user=sa;password=p123;encrypt=true"))
                .containsExactly("p123");
        assertThat(UriSecrets.in("aws2-s3:b?accessKey=#bean&secretKey={{env:AWS}}"))
                .containsExactly("{{env:AWS}}");
        assertThat(UriSecrets.in("a sentence: it has password=x")).isEmpty();
        assertThat(UriSecrets.in("https://host:8080/path@x")).isEmpty();
    }

    @Test
    void whatIsResolvedAndWhatNamesTellIsKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "from-a-file-77\n");
        Settings settings = Settings.of(Map.of(
                "drover.datasource.shop.url", "jdbc:postgresql://h/d?password=in-a-url-78",
                "drover.datasource.shop.password", "by-its-name-79"));
        assertThat(settings.resolve("{{file:" + file + "}}")).isEqualTo("from-a-file-77");
        assertThat(Secrets.hide("from-a-file-77 in-a-url-78 by-its-name-79")).isEqualTo("*** *** ***");
    }

    @Test
    void logsHaveNone() {
        Secrets.add("logged-secret");
        HidingLayout layout = new HidingLayout();
        layout.setContext(new LoggerContext());
        layout.setPattern("%-5level %logger - %msg%n");
        layout.start();
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "x",
                context.getLogger("test"),
                Level.ERROR,
                "with {}",
                new IllegalStateException("outer logged-secret", new IOException("cause logged-secret")),
                new Object[] {"logged-secret"});
        assertThat(layout.doLayout(event))
                .startsWith("ERROR test - with ***")
                .contains("outer ***", "cause ***", "at io.drover.settings.secrets.SecretsTest")
                .doesNotContain("logged-secret");
    }
}
