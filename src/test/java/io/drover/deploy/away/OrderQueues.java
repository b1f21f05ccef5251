package io.drover.deploy.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ConsoleLines;
import io.drover.testing.GuideRoutes;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A Drover with the routes of a connector as the guide has them: orders come into the queue {@code Orders in} and are loaded, those that are
 * put into the queue {@code Orders out} go to the server of the connector.
 */
final class OrderQueues implements AutoCloseable {
    private final ConsoleLines console = new ConsoleLines();
    private final TestServer drover;

    /** A server that does not run yet, in a folder of its own. */
    OrderQueues(Path home) throws IOException {
        Path tables = Files.writeString(
                Files.createDirectories(home).resolve("tables.sql"),
                "CREATE TABLE IF NOT EXISTS \"Orders\" (\"Number\" INT PRIMARY KEY);");
        drover = new TestServer(home)
                .with("drover.endpoints.retry", "0.1")
                .with("drover.store.init", tables.toString())
                .withFile(
                        "Files/Jobs/Orders.xml",
                        """
                        <job name="Orders"><source><json/></source><destination><sql/></destination>
                            <mapping source="Orders" destination="Orders"/></job>
                        """)
                .withFile(
                        "Files/Jobs/Out.xml",
                        """
                        <job name="Out"><source><sql/></source><destination><json/></destination>
                            <mapping source="Orders" destination="Orders"/></job>
                        """)
                .withRecurringJob(RecurringJobFile.importing("Orders in", "Orders"))
                .withRecurringJob(RecurringJobFile.exporting("Orders out", "Out"))
                .withFile(
                        "routes/other.camel.yaml",
                        "- route: {id: other, from: {uri: 'platform-http:/other', steps: [{setBody: {constant: yes}}]}}");
    }

    /** Takes the block of the guide that has a route of this id. */
    OrderQueues withGuide(String route) throws IOException {
        drover.withFile("routes/" + route + ".camel.yaml", GuideRoutes.with(route));
        return this;
    }

    OrderQueues with(String setting, String value) {
        drover.with(setting, value);
        return this;
    }

    OrderQueues start() {
        drover.start();
        return this;
    }

    TestServer drover() {
        return drover;
    }

    ConsoleLines console() {
        return console;
    }

    /** Orders of consecutive numbers, each as a message. */
    static List<String> orders(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "[{\"Number\":" + number + "}]")
                .toList();
    }

    /** Puts orders into the queue that goes out. */
    void putOut(List<String> orders) {
        orders.forEach(order -> drover.server().camel().createProducerTemplate().sendBody("queue:Orders out", order));
    }

    /** Waits until all orders below a number are loaded, and looks that no other is. */
    void awaitLoaded(int count) {
        await().untilAsserted(() -> assertThat(numbers())
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(String::valueOf).toList()));
    }

    /** Waits until some orders of those from a number on have been loaded. */
    void awaitSomeFrom(int number) {
        await().until(() -> drover.count("SELECT COUNT(*) FROM \"Orders\" WHERE \"Number\" >= " + number) > 1);
    }

    private List<String> numbers() throws SQLException {
        return drover.rows("SELECT \"Number\" FROM \"Orders\" ORDER BY 1").stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** How many messages have ever come into the queue. */
    long messages() throws SQLException {
        return drover.count("SELECT COUNT(*) FROM drover.message WHERE direction = 'IMPORT'");
    }

    /** Waits until log, health and doctor name a route; all else runs meanwhile. */
    void awaitNamed(String route) {
        await().untilAsserted(() -> {
            assertThat(drover.get("/api/diagnose").body()).contains(route);
            assertThat(drover.observe("health").body()).contains("DEGRADED").contains(route);
            assertThat(console.warnings()).anyMatch(line -> line.contains(route));
        });
        everythingElseRuns();
    }

    void everythingElseRuns() {
        await().untilAsserted(() -> {
            assertThat(drover.observe("health/ready").statusCode()).isEqualTo(200);
            assertThat(drover.get("/other").body()).isEqualTo("yes");
        });
    }

    /** Waits until nobody says anything of a route any more. */
    void awaitWell(String route) {
        await().untilAsserted(() -> {
            assertThat(drover.get("/api/diagnose").body()).doesNotContain(route);
            assertThat(drover.observe("health").body()).doesNotContain("DEGRADED");
        });
    }

    @Override
    public void close() {
        drover.close();
        console.close();
    }
}
