package org.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.test.DroverTestSupport;
import java.nio.file.Path;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;

/** A task with an add-in of one's own, run by sending to it. */
class StockTaskTest extends DroverTestSupport {
    @Override
    protected Path installation() {
        return Path.of("installation");
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withMockEndpointsAndSkip("https:*").withAutoStartupExcludePatterns("orders-from-shop");
    }

    @Test
    void theStockOfTheShopIsLoaded() throws Exception {
        getMockEndpoint("mock:https:shop.example.com/stock.csv")
                .whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("Product,Quantity\nBOLT-8,12\n"));

        template.sendBody("task:Stock", null);

        assertEquals(12, count("SELECT \"Quantity\" FROM \"Stock\" WHERE \"Product\" = 'BOLT-8'"));
    }
}
