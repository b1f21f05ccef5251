package io.drover.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of routes that begin by themselves, as they are, on one server: a polled table, a file fetched over HTTP. */
class ExampleRoutesTest {
    private static final String JOB =
            """
            <job name="%1$s"><source><%2$s/></source><destination><sql/></destination>
                <mapping source="%1$s" destination="%1$s">%3$s</mapping></job>
            """;

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static HttpServer rates;

    @BeforeAll
    static void start() throws IOException {
        rates = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        rates.createContext("/rates.csv", exchange -> {
            byte[] answer = "Currency,Rate\nUSD,1.08\n".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        rates.start();
        server = new TestServer(folder)
                .with("new-orders.cron", "* * * * * ?")
                .with("rates.cron", "* * * * * ?")
                .with("rates.url", "http://127.0.0.1:" + rates.getAddress().getPort() + "/rates.csv")
                .with("rates.folder", folder.resolve("Files/Inbox/Rates").toString())
                .with(
                        "drover.store.init",
                        Files.writeString(
                                        folder.resolve("tables.sql"),
                                        """
                        CREATE TABLE IF NOT EXISTS NewOrders (Number INT PRIMARY KEY, Customer VARCHAR(20), Sent BOOLEAN);
                        MERGE INTO NewOrders VALUES (17, 'Alpha', FALSE), (18, 'Beta', FALSE), (3, 'Gamma', TRUE);
                        CREATE TABLE IF NOT EXISTS "Orders" ("Number" INT PRIMARY KEY, "Customer" VARCHAR(20));
                        CREATE TABLE IF NOT EXISTS "Rates" ("Currency" VARCHAR(3) PRIMARY KEY, "Rate" DECIMAL(9,4));
                        """)
                                .toString())
                .withFile("Files/Jobs/Orders.xml", JOB.formatted("Orders", "json", ""))
                .withFile("Files/Jobs/Rates.xml", JOB.formatted("Rates", "csv table=\"Rates\"", ""))
                .withRecurringJob(RecurringJobFile.importing("Orders in", "Orders"));
        for (String example : List.of("poll-a-table.camel.yaml", "rates-by-http.camel.yaml")) {
            server.withFile("routes/" + example, Files.readString(Path.of("docs/examples", example)));
        }
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        rates.stop(0);
    }

    @Test
    void newRowsOfATableGoThroughTheQueueOnce() throws SQLException {
        await().untilAsserted(
                        () -> assertThat(server.rows("SELECT \"Number\", \"Customer\" FROM \"Orders\" ORDER BY 1"))
                                .containsExactly(List.of("17", "Alpha"), List.of("18", "Beta")));
        await().untilAsserted(() -> assertThat(server.count("SELECT COUNT(*) FROM NewOrders WHERE NOT Sent"))
                .isZero());
    }

    @Test
    void aFileThatWasFetchedOverHttpIsLoaded() {
        await().untilAsserted(() -> assertThat(server.rows("SELECT \"Currency\", \"Rate\" FROM \"Rates\""))
                .containsExactly(List.of("USD", "1.0800")));
    }
}
