package io.drover.deploy;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.deploy.check.Validation;
import io.drover.job.definition.JobDefinition;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * promises.md: routes of one's own take nothing before the jobs are known that they send it to, so that what waits for a server
 * when it starts is loaded, and not refused.
 */
class RoutesAndDefinitionsTest {
    private static final String LOADED = "SELECT count(*) FROM drover.execution WHERE status = 'Completed'";

    @TempDir
    private Path home;

    private TestServer drover;

    @AfterEach
    void stop() {
        drover.close();
    }

    @Test
    void filesThatWaitForARouteWhenTheServerStartsAreLoaded() throws Exception {
        drover = ErpTask.withJob(new TestServer(home)).withFile("routes/a-file.camel.yaml", route("Products"));
        List<String> names = IntStream.range(0, 3).mapToObj(i -> i + ".xml").toList();
        for (String name : names) {
            orders(name);
        }
        drover.start();

        await().untilAsserted(() -> assertThat(done()).containsExactlyElementsOf(names));
        assertThat(home.resolve("orders/failed")).doesNotExist();
        assertThat(drover.count(LOADED)).isEqualTo(3);
    }

    /** Acknowledged as they are taken, as JMS does unless it is told otherwise: what the route fails with is lost. */
    @Test
    void messagesOfABrokerThatWaitWhenTheServerStartsAreLoaded() throws Exception {
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setBrokerName("waiting");
        broker.start();
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://waiting?create=false");
        try (JMSContext jms = connections.createContext()) {
            for (int i = 0; i < 5; i++) {
                jms.createProducer().send(jms.createQueue("orders"), PRODUCTS + "<!-- " + i + " -->");
            }
            drover = ErpTask.withJob(new TestServer(home))
                    .withFile(
                            "routes/a-jms.camel.yaml",
                            """
                            - beans:
                                - name: broker
                                  type: org.apache.activemq.ActiveMQConnectionFactory
                                  constructors: {0: "vm://waiting?create=false"}
                            - route: {id: a-jms, from: {uri: "jms:queue:orders?connectionFactory=#broker", steps: [{to: "job:Products"}]}}
                            """)
                    .start();

            await().untilAsserted(() -> assertThat(drover.count(LOADED)).isEqualTo(5));
        } finally {
            drover.close();
            broker.stop();
        }
    }

    @Test
    void aRouteAndItsJobThatAreSavedTogetherComeTogether() throws Exception {
        drover = ErpTask.withJob(new TestServer(home)).start();
        String job = Files.readString(drover.files("Jobs/Products.xml"));
        orders("new.xml");

        drover.withFile("routes/new.camel.yaml", route("New"));
        drover.withFile("Files/Jobs/New.xml", job.replace("Products", "New"));

        await().untilAsserted(() -> assertThat(done()).containsExactly("new.xml"));
        assertThat(home.resolve("orders/failed")).doesNotExist();
        assertThat(drover.server().deployments().problems()).isEmpty();
    }

    @Test
    void aNameThatNeverComesFailsWithThoseThereAre() throws Exception {
        try (ConsoleLines console = new ConsoleLines()) {
            drover = ErpTask.withJob(new TestServer(home)).withFile("routes/a-file.camel.yaml", route("Prodcuts"));
            orders("one.xml");
            drover.start();

            await().untilAsserted(() ->
                    assertThat(home.resolve("orders/failed/one.xml")).exists());
            assertThat(console.file()).contains("there is no job 'Prodcuts'; there are Products");
            String problem = home.resolve("routes/a-file.camel.yaml")
                    + ":12: there is no job 'Prodcuts', which a route sends to or reads; there are Products";
            assertThat(drover.server().deployments().problems())
                    .extracting(Object::toString)
                    .containsExactly(problem);
            assertThat(Validation.all(drover.settings(), home.resolve("none")).problems())
                    .extracting(Object::toString)
                    .containsExactly(problem);
            assertThat(console.all()).containsOnlyOnce("ERROR " + problem);

            drover.withFile("routes/a-file.camel.yaml", route("Prodcuts")); // saved, and nothing mended
            await().untilAsserted(() -> assertThat(console.all())
                    .filteredOn(line -> line.equals("ERROR " + problem))
                    .hasSize(2));
            drover.withFile("routes/a-file.camel.yaml", route("Products"));
            await().untilAsserted(() -> assertThat(console.all())
                    .contains("INFO " + home.resolve("routes/a-file.camel.yaml") + "  is good again"));
        }
    }

    /** Else what the route takes from now on would be lost. */
    @Test
    void aJobThatARouteStillSendsToStaysWhenItsFileGoes() throws Exception {
        drover = ErpTask.withJob(new TestServer(home)).withFile("routes/a-file.camel.yaml", route("Products"));
        drover.start();
        Path job = drover.files("Jobs/Products.xml");
        String text = Files.readString(job);

        Files.delete(job);
        await().untilAsserted(() -> assertThat(drover.server().deployments().problems())
                .singleElement()
                .asString()
                .isEqualTo(job + ": is gone, but " + home.resolve("routes/a-file.camel.yaml")
                        + " sends to the job Products: it stays as it was. Bring the file back, or take the"
                        + " route away too"));
        orders("late.xml");
        await().untilAsserted(() -> assertThat(done()).containsExactly("late.xml"));

        Files.writeString(job, text);
        await().until(() -> drover.server().deployments().problems().isEmpty());
        Files.delete(home.resolve("routes/a-file.camel.yaml"));
        Files.delete(job);
        await().untilAsserted(() -> assertThat(drover.server().catalog().has(JobDefinition.class, "Products"))
                .isFalse());
        assertThat(drover.server().deployments().problems()).isEmpty();
    }

    private String route(String job) {
        return """
                - route:
                    id: a-file
                    from:
                      uri: file
                      parameters:
                        directoryName: FOLDER
                        initialDelay: 0
                        delay: 100
                        move: done/${file:name}
                        moveFailed: failed/${file:name}
                      steps:
                        - to: job:JOB
                """
                .replace("FOLDER", home.resolve("orders").toString())
                .replace("JOB", job);
    }

    private void orders(String name) throws IOException {
        Path folder = Files.createDirectories(home.resolve("orders"));
        Path part = Files.writeString(folder.resolve("." + name), PRODUCTS + "<!-- " + name + " -->");
        Files.move(part, folder.resolve(name));
    }

    private List<String> done() throws IOException {
        Path done = home.resolve("orders/done");
        if (!Files.isDirectory(done)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(done)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
