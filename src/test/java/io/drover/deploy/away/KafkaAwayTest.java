package io.drover.deploy.away;

import static io.drover.deploy.away.OrderQueues.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.broker.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** promises.md: Kafka that is away when Drover starts, is killed in the middle, and comes back; with the routes of the guide. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaAwayTest {
    private static final String IN = "orders-from-kafka";

    @TempDir
    private static Path home;

    private static KafkaBroker broker;
    private static OrderQueues drover;

    @BeforeAll
    static void start() throws Exception {
        broker = new KafkaBroker(home.resolve("broker"));
        drover = new OrderQueues(home.resolve("drover"))
                .withGuide(IN)
                .with("kafka.brokers", broker.address())
                .with("kafka.answer", "500")
                .with("kafka.patience", "1000")
                .with("camel.component.kafka.createConsumerBackoffInterval", "100")
                .with("camel.component.kafka.subscribeConsumerBackoffInterval", "100")
                .start();
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
        broker.send("orders", orders(0, 20));
        drover.awaitLoaded(20);
        drover.awaitWell(IN);
        drover.putOut(orders(0, 5));
        await().untilAsserted(
                        () -> assertThat(broker.read("orders-out")).containsExactlyInAnyOrderElementsOf(orders(0, 5)));
    }

    @Test
    @Order(2)
    void killedInTheMiddleAndBackAgain() throws Exception {
        broker.send("orders", orders(20, 80));
        drover.awaitSomeFrom(20);
        broker.kill();
        drover.putOut(orders(5, 10));
        drover.everythingElseRuns();

        broker.start();
        broker.send("orders", orders(80, 90));

        drover.awaitLoaded(90);
        assertThat(drover.messages()).isEqualTo(90); // what was read twice is one message
        await().untilAsserted(() -> assertThat(broker.read("orders-out")).containsAll(orders(0, 10)));
        drover.awaitWell(IN);
    }

    @Test
    @Order(3)
    void whatARouteFailsWithIsReadAgainUntilItDoesNot() throws Exception {
        drover.drover()
                .withFile(
                        "routes/first-attempt.camel.yaml",
                        """
                        - route:
                            id: first-attempt
                            from:
                              uri: kafka:failing
                              parameters: {brokers: "{{kafka.brokers}}", groupId: failing, autoOffsetReset: earliest, breakOnFirstError: true}
                              steps:
                                - to: "queue:Later in"
                                - to: seda:good
                        """);
        broker.send("failing", orders(0, 3));
        await().until(() -> drover.console().all().stream()
                .anyMatch(line -> line.startsWith("ERROR route first-attempt failed at ")));

        drover.drover().withRecurringJob(io.drover.testing.RecurringJobFile.importing("Later in", "Orders"));

        var good = drover.drover().server().camel().createConsumerTemplate();
        for (String order : orders(0, 3)) {
            assertThat(good.receiveBody("seda:good")).isEqualTo(order);
        }
    }
}
