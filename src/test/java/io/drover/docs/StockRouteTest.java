package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.camel.BindToRegistry;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example that answers from a database, as it is; only the address at its beginning is a stand-in. */
@CamelMainTest(
        properties = "camel.main.routes-include-pattern=file:docs/examples/stock-over-http.camel.yaml",
        replaceRouteFromWith = "stock-over-http=direct:stock")
class StockRouteTest {
    @BindToRegistry("drover")
    private final JdbcDataSource database = database();

    @EndpointInject("direct:stock")
    private ProducerTemplate stock;

    private static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:stock;DB_CLOSE_DELAY=-1");
        return database;
    }

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS Stock (Product VARCHAR(20) PRIMARY KEY, Quantity INT)");
            statement.execute("MERGE INTO Stock VALUES ('BOLT-8', 12), ('NUT-8', 0)");
        }
    }

    private Exchange ask(String product) {
        return stock.send(exchange -> exchange.getMessage().setHeader("product", product));
    }

    @Test
    void theQuantityOfAProductIsTheAnswer() {
        assertThat(ask("BOLT-8").getMessage().getBody()).isEqualTo("12");
        assertThat(ask("NUT-8").getMessage().getBody()).isEqualTo("0");
    }

    @Test
    void aProductThatIsNotThereIsNotFound() {
        Exchange answer = ask("SCREW-8");

        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo("404");
        assertThat(answer.getMessage().getBody()).isEqualTo("there is no product SCREW-8");
    }

    @Test
    void whatTheAddressHoldsIsAValueAndNoSql() {
        assertThat(ask("' OR '1'='1").getMessage().getBody()).isEqualTo("there is no product ' OR '1'='1");
        assertThat(ask("x'; DROP TABLE Stock; --").getException()).isNull();
        assertThat(ask("BOLT-8").getMessage().getBody()).isEqualTo("12");
    }
}
