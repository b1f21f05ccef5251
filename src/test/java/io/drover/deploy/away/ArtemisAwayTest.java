package io.drover.deploy.away;

import static io.drover.deploy.away.OrderQueues.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.http.TestCertificate;
import io.drover.testing.broker.ArtemisBroker;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** promises.md: ActiveMQ Artemis that is away when Drover starts, is killed in the middle, and comes back; with the routes of the guide. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArtemisAwayTest {
    private static final String IN = "orders-from-artemis";

    @TempDir
    private static Path home;

    private static TestCertificate certificate;
    private static ArtemisBroker broker;
    private static OrderQueues drover;

    @BeforeAll
    static void start() throws Exception {
        certificate = new TestCertificate(home.resolve("certificate"), "EC");
        broker = new ArtemisBroker(home.resolve("broker"), certificate.pkcs12());
        drover = drover("drover", ArtemisBroker.PASSWORD).start();
    }

    private static OrderQueues drover(String folder, String password) throws Exception {
        return new OrderQueues(home.resolve(folder))
                .withGuide(IN)
                .with("artemis.url", broker.url())
                .with("artemis.user", ArtemisBroker.USER)
                .with("artemis.password", password)
                .with("artemis.retry", "100");
    }

    @AfterAll
    static void stop() {
        drover.close();
        broker.close();
    }

    @Test
    @Order(1)
    void awayAtTheStartThenThere() throws Exception {
        drover.awaitNamed(IN);
        assertThat(drover.console().warnings())
                .filteredOn(line -> line.contains(IN))
                .hasSize(1);

        broker.start();
        drover.awaitWell(IN);
        broker.send("orders", orders(0, 20));
        drover.awaitLoaded(20);
        drover.putOut(orders(0, 5));
        assertThat(takenFrom("orders-out", 5)).containsExactlyInAnyOrderElementsOf(orders(0, 5));
    }

    @Test
    @Order(2)
    void killedInTheMiddleAndBackAgain() throws Exception {
        broker.send("orders", orders(20, 80));
        drover.awaitSomeFrom(20);
        broker.kill();
        drover.awaitNamed(IN);
        drover.putOut(orders(5, 10));

        broker.start();

        drover.awaitLoaded(80);
        assertThat(drover.messages()).isEqualTo(80); // what came twice is one message
        assertThat(takenFrom("orders-out", 5)).containsExactlyInAnyOrderElementsOf(orders(5, 10));
        drover.awaitWell(IN);
        assertThat(drover.console().all()).contains("INFO route " + IN + " receives again");
    }

    /** A message that is sent again, because the answer to its first sending was lost, may be there twice. */
    private static Set<String> takenFrom(String queue, int different) {
        Set<String> taken = new HashSet<>();
        await().until(() -> {
            taken.addAll(broker.take(queue));
            return taken.size() >= different;
        });
        return taken;
    }

    @Test
    @Order(3)
    void twoDroversShareAQueue() throws Exception {
        try (OrderQueues second = drover("second", ArtemisBroker.PASSWORD).start()) {
            second.awaitWell(IN);
            broker.send("orders", orders(80, 120));

            await().untilAsserted(() ->
                    assertThat(drover.messages() - 80 + second.messages()).isEqualTo(40));
            assertThat(second.messages()).isPositive();
        }
    }

    @Test
    @Order(4)
    void whatARouteFailsWithComesAgainAndIsLeftToTheBrokerInTheEnd() throws Exception {
        drover.drover()
                .withFile(
                        "routes/poison.camel.yaml",
                        """
                        - route:
                            id: poison
                            from:
                              uri: jms:queue:poison
                              parameters: {connectionFactory: "#artemis", transacted: true, lazyCreateTransactionManager: false}
                              steps:
                                - unmarshal: {json: {library: Jackson}}
                                - setBody: {simple: "${body[text]}"}
                                - to: seda:good
                        """);
        broker.send("poison", java.util.List.of("{\"text\": \"a\"}", "no JSON", "{\"text\": \"b\"}"));

        var good = drover.drover().server().camel().createConsumerTemplate();
        assertThat(good.receiveBody("seda:good")).isEqualTo("a");
        assertThat(good.receiveBody("seda:good")).isEqualTo("b");
        assertThat(takenFrom("dead", 1)).containsExactly("no JSON");
        assertThat(drover.console().all())
                .filteredOn(line -> line.startsWith("ERROR route poison failed at "))
                .hasSize(3); // as often as the broker tries
    }

    @Test
    @Order(5)
    void aPasswordThatTheBrokerRefusesIsSaidInItsWords() throws Exception {
        try (OrderQueues other = drover("other", "no-password-of-it").start()) {
            other.awaitNamed(IN);
            await().untilAsserted(
                            () -> assertThat(other.drover().get("/api/diagnose").body())
                                    .contains("AMQ229031: Unable to validate user")
                                    .contains("Username: " + ArtemisBroker.USER));
            assertThat(other.console().file()).doesNotContain("no-password-of-it");
        }
    }

    @Test
    @Order(6)
    void aCertificateThatIsNotTrustedLetsNothingThroughAndOneThatIsDoes() throws Exception {
        try (OrderQueues other = drover("untrusting", ArtemisBroker.PASSWORD)
                .with("artemis.url", broker.tlsUrl())
                .start()) {
            other.awaitNamed(IN);
            assertThat(other.console().file()).contains("unable to find valid certification path");
        }
        String trusting = broker.tlsUrl() + ";trustStorePath=" + certificate.pkcs12() + ";trustStorePassword="
                + TestCertificate.PASSWORD;
        try (OrderQueues other = drover("trusting", ArtemisBroker.PASSWORD)
                .with("artemis.url", trusting)
                .start()) {
            other.awaitWell(IN);
            broker.send("orders", orders(200, 240));
            await().until(() -> other.messages() > 0); // the first one takes its share
        }
    }
}
