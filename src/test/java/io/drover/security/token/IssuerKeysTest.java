package io.drover.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.drover.api.ApiOperations;
import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Admission.Undecided;
import io.drover.security.RequestHead;
import io.drover.security.gate.Gate;
import io.drover.security.gate.GateHome;
import io.drover.settings.Settings;
import io.drover.testing.DrippingServer;
import io.drover.testing.DrippingServer.Where;
import io.drover.testing.MovableClock;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An issuer that is down, rotates its keys or answers nonsense (promises, row 27). */
class IssuerKeysTest {
    private static GateHome home;

    private final MovableClock clock = new MovableClock();
    private TestIssuer issuer;
    private Gate gate;

    @BeforeAll
    static void open(@TempDir Path folder) {
        home = new GateHome(
                folder,
                Map.of(
                        "drover.auth.issuer.test.preset", "rfc9068",
                        "drover.auth.issuer.test.issuer", "https://test.example",
                        "drover.auth.issuer.test.audience", TestIssuer.AUDIENCE));
        home.applications.add("client", TestIssuer.CLIENT, null, Set.of(), false, "test");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @BeforeEach
    void start() {
        issuer = new TestIssuer();
        gate = gate(Map.of());
    }

    private Gate gate(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(issuer.settings("rfc9068"));
        settings.put("drover.data", home.settings.get("drover.data"));
        settings.put("drover.auth.max-lifetime", "1000000");
        settings.putAll(more);
        return new Gate(
                Settings.of(settings), home.keys, home.applications, Optional.empty(), ApiOperations::access, clock);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void keysAreReadOnceForManyTokens() {
        for (int i = 0; i < 5; i++) {
            assertThat(status(token(issuer.rsa))).isEqualTo(200);
        }
        assertThat(issuer.server.requests()).as("configuration and keys").hasSize(2);
    }

    @Test
    void keysMayHaveAnAddressOfTheirOwn() {
        gate = gate(Map.of("drover.auth.issuer.test.jwks-uri", issuer.issuer() + "/keys"));

        assertThat(status(token(issuer.rsa))).isEqualTo(200);
        assertThat(issuer.server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void withoutKeysItIs503AndNeverOpen(Consumer<TestIssuer> trouble) {
        trouble.accept(issuer);

        Refused refused = refused(token(issuer.rsa));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isBetween(1, 31);
        assertThat(refused.headers()).doesNotContainKey("WWW-Authenticate");
        int asked = issuer.server.requests().size();
        assertThat(refused(token(issuer.rsa)).status()).isEqualTo(503);
        assertThat(issuer.server.requests())
                .as("nobody waits within the window")
                .hasSize(asked);

        issuer.publishes(issuer.rsa);
        clock.pass(RemoteKeys.WINDOW);
        assertThat(status(token(issuer.rsa))).as("it is back").isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void theKeysOfBeforeServeOnWhileItIsAway(Consumer<TestIssuer> trouble) {
        assertThat(status(token(issuer.rsa))).isEqualTo(200);
        trouble.accept(issuer);
        for (int hour = 0; hour < 3; hour++) {
            clock.pass(Duration.ofHours(1));
            assertThat(status(token(issuer.rsa))).isEqualTo(200);
        }
    }

    private static List<Consumer<TestIssuer>> troubles() {
        return List.of(
                issuer -> issuer.server.answers(503, "text/plain", "down"),
                issuer -> issuer.server.answers(200, "text/html", "<html><body>Sign in</body></html>"),
                issuer -> issuer.server.answers(
                        200,
                        "application/json",
                        "{\"issuer\":\"https://evil.example\"," + "\"jwks_uri\":\"" + issuer.issuer() + "/keys\"}"),
                issuer -> issuer.server.answers(
                        200,
                        "application/json",
                        "{\"issuer\":\"" + issuer.issuer() + "\",\"jwks_uri\":\"http://203.0.113.1/keys\"}"),
                issuer -> issuer.server.answers(200, "application/json", "{\"keys\":[]}"),
                issuer -> issuer.server.answers(200, "application/json", ""),
                issuer -> issuer.server.answers(302, "text/plain", ""),
                issuer -> issuer.server.answers(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write(new byte[2_000_000]);
                    }
                }),
                issuer -> issuer.server.answers(exchange -> exchange.close()));
    }

    @Test
    void aNewKeyIsFoundAndTheOldOneEnds() throws Exception {
        assertThat(status(token(issuer.rsa))).isEqualTo(200);
        RSAKey next = new RSAKeyGenerator(2048).keyID("rsa-2").generate();
        issuer.publishes(next);
        clock.pass(RemoteKeys.WINDOW);

        assertThat(status(token(next)))
                .as("an unknown kid makes the keys be read")
                .isEqualTo(200);
        assertThat(refused(token(issuer.rsa)).status()).isEqualTo(401);
    }

    @Test
    void anOldKeyEndsWithTheTimeThatKeysAreKept() throws Exception {
        String seen = token(issuer.rsa);
        assertThat(status(seen)).isEqualTo(200);
        issuer.publishes(new RSAKeyGenerator(2048).keyID("rsa-2").generate());
        clock.pass(RemoteKeys.TTL);

        assertThat(refused(seen).status()).as("a token seen before, too").isEqualTo(401);
    }

    @Test
    void unknownKeysMakeTheIssuerBeAskedOnceInAWhileOnly() throws Exception {
        assertThat(status(token(issuer.rsa))).isEqualTo(200);
        clock.pass(RemoteKeys.WINDOW);
        int before = issuer.server.requests().size();
        for (int i = 0; i < 20; i++) {
            RSAKey stranger =
                    new RSAKey.Builder(issuer.rsa).keyID("stranger-" + i).build();
            assertThat(refused(token(stranger)).status()).isEqualTo(401);
        }

        assertThat(issuer.server.requests()).hasSize(before + 2);
    }

    @Test
    void whoeverHasAKnownKeyDoesNotWaitForAnIssuerThatHangs() {
        assertThat(status(token(issuer.rsa))).isEqualTo(200);
        clock.pass(RemoteKeys.TTL);
        issuer.server.hold();
        int before = issuer.server.requests().size();
        CompletableFuture<Integer> refreshing = CompletableFuture.supplyAsync(() -> status(token(issuer.rsa)));
        await().until(() -> issuer.server.requests().size() > before);

        assertThat(status(token(issuer.rsa))).isEqualTo(200);
        assertThat(refreshing).isNotDone();
        issuer.server.release();
        assertThat(refreshing.join()).isEqualTo(200);
    }

    @Test
    void anIssuerThatHangsKeepsNobodyWaitingInTheGate() {
        issuer.server.hold();
        String own = ownToken();
        for (int i = 0; i < 20; i++) {
            assertThat(gate.admit(request(token(issuer.rsa)))).isInstanceOf(Undecided.class);
        }
        assertThat(gate.admit(request(own)))
                .as("those of others get in meanwhile")
                .isInstanceOf(Admitted.class);
        assertThat(issuer.server.requests()).as("one asks for all").hasSizeLessThanOrEqualTo(1);

        issuer.server.release();
        assertThat(status(token(issuer.rsa))).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void keysThatDoNotComeToAnEndAreGivenUp(Where where) {
        try (DrippingServer server = new DrippingServer(where)) {
            assertThatThrownBy(() -> new KeyDocuments(Duration.ofMillis(300)).keys(URI.create(server.url())))
                    .hasMessage(server.url() + ": the whole answer was not there within 300 ms");
        }
    }

    private String ownToken() {
        String id = home.applications
                .add("own " + UUID.randomUUID(), null, null, Set.of(), false, "test")
                .clientId();
        return new OwnTokens(home.settings, home.keys)
                .make(new OwnTokens.Purpose("http://drover.example", "t", true, id, "http://drover.example"))
                .token();
    }

    private static RequestHead request(String token) {
        return GateHome.request("GET", GateHome.CONNECTOR, "Bearer " + token);
    }

    private String token(RSAKey key) {
        return TestIssuer.token(
                TestIssuer.header(JWSAlgorithm.RS256, key).build(),
                issuer.claims()
                        .issueTime(Date.from(clock.instant()))
                        .notBeforeTime(null)
                        .expirationTime(Date.from(clock.instant().plusSeconds(100_000)))
                        .jwtID(UUID.randomUUID().toString())
                        .build(),
                key);
    }

    private int status(String token) {
        return admit(token) instanceof Admitted ? 200 : refused(token).status();
    }

    private Refused refused(String token) {
        return (Refused) admit(token);
    }

    private Admission admit(String token) {
        return GateHome.admit(gate, request(token));
    }
}
