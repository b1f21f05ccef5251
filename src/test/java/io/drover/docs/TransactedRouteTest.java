package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.drover.deploy.route.context.Transactions;
import io.drover.test.DroverTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The example of a transaction, as it is, and one of another data source. */
class TransactedRouteTest extends DroverTestSupport {
    private static final String OF_SHOP =
            """
            - route:
                id: twice
                from:
                  uri: direct:twice
                  steps:
                    - transacted:
                        ref: transaction-shop
                    - to:
                        uri: sql:INSERT INTO Reservation (OrderNumber, Product) VALUES (:#order, :#product)
                        parameters:
                          dataSource: "#shop"
                    - to:
                        uri: sql:INSERT INTO Reservation (OrderNumber, Product) VALUES (:#order, :#product)
                        parameters:
                          dataSource: "#shop"
            - route:
                id: loads
                from:
                  uri: direct:loads
                  steps:
                    - transacted: {}
                    - choice:
                        when:
                          - simple: "${header.order}"
                            steps:
                              - to: job:Orders
                    - toD: "queue:${header.queue}"
            """;

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Transactions.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @TempDir
    private Path folder;

    @Override
    protected Path installation() {
        said.start();
        LOG.addAppender(said);
        try {
            Path routes = Files.createDirectories(folder.resolve("routes"));
            Files.copy(Path.of("docs/examples/transacted.camel.yaml"), routes.resolve("transacted.camel.yaml"));
            Files.writeString(routes.resolve("twice.camel.yaml"), OF_SHOP);
            Files.writeString(
                    folder.resolve("tables.sql"),
                    "CREATE TABLE Stock (Product VARCHAR(20) PRIMARY KEY, Quantity INT);"
                            + "INSERT INTO Stock VALUES ('BOLT-8', 12);"
                            + "CREATE TABLE Reservation (OrderNumber VARCHAR(20) PRIMARY KEY, Product VARCHAR(20));");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "drover.store.init",
                folder.resolve("tables.sql").toString(),
                "drover.datasource.shop.url",
                "jdbc:h2:" + folder.resolve("shop"));
    }

    @AfterEach
    void forget() {
        LOG.detachAppender(said);
    }

    private void send(String route, String order) {
        template.sendBodyAndHeaders(route, null, Map.of("product", "BOLT-8", "order", order));
    }

    @Test
    void bothStatementsHoldOrNone() throws Exception {
        send("direct:reserve", "1");
        assertThat(count("SELECT Quantity FROM Stock")).isEqualTo(11);

        assertThatThrownBy(() -> send("direct:reserve", "1")).isInstanceOf(CamelExecutionException.class);

        assertThat(count("SELECT Quantity FROM Stock")).isEqualTo(11);
        assertThat(count("SELECT COUNT(*) FROM Reservation")).isEqualTo(1);
    }

    @Test
    void stepsAfterTransactedAreInItToo() throws Exception {
        execute("shop", "CREATE TABLE Reservation (OrderNumber VARCHAR(20) PRIMARY KEY, Product VARCHAR(20))");

        assertThatThrownBy(() -> send("direct:twice", "1")).isInstanceOf(CamelExecutionException.class);

        assertThat(count("shop", "SELECT COUNT(*) FROM Reservation")).isZero();
    }

    @Test
    void stepsThatDoNotTakePartAreNamed() {
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allMatch(line -> line.startsWith("route loads: ") && line.contains(" commits by itself"))
                .hasSize(2)
                .anyMatch(line -> line.contains("job:"))
                .anyMatch(line -> line.contains("queue:"));
    }
}
