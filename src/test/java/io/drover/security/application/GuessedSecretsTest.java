package io.drover.security.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.drover.security.AccessRefusal;
import io.drover.security.gate.GateHome;
import io.drover.security.token.OwnTokens;
import io.drover.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who guesses clients and secrets learns nothing from the time it takes, and does not take the machine. */
class GuessedSecretsTest {
    private static final String URL = "https://drover.example";

    @TempDir
    private Path folder;

    private final AtomicInteger compared = new AtomicInteger();
    private final MovableClock clock = new MovableClock();
    private GateHome home;
    private TokenGrant grant;

    @BeforeEach
    void open() {
        home = new GateHome(folder, Map.of());
        Applications applications = applications((secret, hash) -> {
            compared.incrementAndGet();
            return SecretHash.matches(secret, hash);
        });
        grant = new TokenGrant(home.settings, applications, new OwnTokens(home.settings, home.keys), clock);
    }

    private Applications applications(BiPredicate<String, String> matches) {
        SecretHash hash = TestSecrets.QUICK;
        return new Applications(home.settings, home.store, hash, new SecretCheck(matches, hash));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private OAuthError refused(String clientId, String secret, String address) {
        return catchThrowableOfType(OAuthError.class, () -> ask(clientId, secret, address));
    }

    private void ask(String clientId, String secret, String address) throws OAuthError {
        grant.answer(new TokenRequest(clientId, secret, URL + "/.default"), "tenant", true, URL, address);
    }

    @Test
    void twoHashesAreComputedForEachWhetherTheClientExistsOrNot() throws Exception {
        Credentials none = home.applications.add("none", null, null, Set.of(), false, "test");
        Credentials one = home.applications.add("one", null, null, Set.of(), true, "test");
        Credentials two = home.applications.add("two", null, null, Set.of(), true, "test");
        home.applications.rotate("two", false, "test");

        for (String client : List.of("made-up", none.clientId(), one.clientId(), two.clientId())) {
            compared.set(0);
            assertThat(refused(client, "wrong", "192.0.2.1").status()).isEqualTo(401);
            assertThat(compared).as(client).hasValue(2);
        }
        for (Credentials right : List.of(one, two)) {
            compared.set(0);
            ask(right.clientId(), right.clientSecret(), "192.0.2.1");
            assertThat(compared).hasValue(2);
        }
    }

    @Test
    void anAddressThatMakesUpClientsIsStopped() throws Exception {
        Applications applications = applications((secret, hash) -> secret.equals("right"));
        grant = new TokenGrant(home.settings, applications, new OwnTokens(home.settings, home.keys), clock);
        String known = home.applications
                .add("known", null, null, Set.of(), true, "test")
                .clientId();
        String other = home.applications
                .add("other", null, null, Set.of(), true, "test")
                .clientId();
        ask(known, "right", "192.0.2.1");

        for (int i = 0; i < TokenGrant.MOST_OF_ADDRESS; i++) {
            assertThat(refused("made-up-" + i, "wrong", "192.0.2.1").status()).isEqualTo(401);
        }

        assertThat(refused("made-up", "wrong", "192.0.2.1"))
                .hasMessageContaining("from this address")
                .satisfies(error -> assertThat(error.retryAfter()).isPositive())
                .extracting(OAuthError::status)
                .isEqualTo(429);
        assertThat(refused(other, "right", "192.0.2.1").status()).isEqualTo(429);
        ask(known, "right", "192.0.2.1"); // its secret is remembered: nothing is computed
        assertThat(refused("made-up", "wrong", "192.0.2.2").status()).isEqualTo(401);
        clock.pass(FailedSecrets.WINDOW.plus(Duration.ofSeconds(1)));
        ask(other, "right", "192.0.2.1");
    }

    @Test
    void ofIpv6AWholeNetworkCounts() {
        Applications applications = applications((secret, hash) -> false);
        grant = new TokenGrant(home.settings, applications, new OwnTokens(home.settings, home.keys), clock);
        for (int i = 0; i < TokenGrant.MOST_OF_ADDRESS; i++) {
            refused("made-up-" + i, "wrong", "2001:db8:0:1::" + i);
        }

        assertThat(refused("made-up", "wrong", "2001:db8:0:1:ffff::1").status()).isEqualTo(429);
        assertThat(refused("made-up", "wrong", "2001:db8:0:2::1").status()).isEqualTo(401);
    }

    @Test
    void fewWaitForAHashAndTheOthersAreRefusedAtOnce() throws Exception {
        CountDownLatch computed = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        SecretCheck check = new SecretCheck(
                (secret, hash) -> {
                    begun.incrementAndGet();
                    try {
                        computed.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return false;
                },
                TestSecrets.QUICK);
        List<CompletableFuture<Boolean>> asked = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            asked.add(ask(check, i));
        }
        await().untilAtomic(begun, is(2));
        for (int i = 2; i < 4; i++) {
            asked.add(ask(check, i));
        }
        await().until(() -> check.waiting() == 2);

        assertThatThrownBy(() -> check.fits("client", "secret", List.of()))
                .isInstanceOfSatisfying(AccessRefusal.class, refusal -> assertThat(refusal.retryAfter())
                        .isPositive());
        computed.countDown();
        for (CompletableFuture<Boolean> each : asked) {
            assertThat(each.get()).isFalse();
        }
    }

    private static CompletableFuture<Boolean> ask(SecretCheck check, int number) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(check.fits("client", "secret " + number, List.of()));
                    } catch (AccessRefusal e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer;
    }
}
