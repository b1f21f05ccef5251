package org.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.test.DroverTestSupport;
import java.nio.file.Path;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;

/** The whole way of an order: route, bean, job and table. Only the folder and the shop are stand-ins. */
class OrdersTest extends DroverTestSupport {
    private static final String TWO_ORDERS = """
            OrderNumber,Customer,Total
            17,Alpha,10.50
            18,Beta,20.00
            """;

    @Override
    protected Path installation() {
        return Path.of("installation");
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withMockEndpointsAndSkip("https:*").replaceRouteFromWith("orders-from-shop", "direct:orders");
    }

    @Test
    void ordersOfTheShopAreLoadedUnderTheirNumbersOfTheErp() throws Exception {
        MockEndpoint confirmed = getMockEndpoint("mock:https:shop.example.com/confirm");
        confirmed.expectedMessageCount(1);

        template.sendBody("direct:orders", TWO_ORDERS);

        confirmed.assertIsSatisfied();
        assertEquals(2, count("SELECT COUNT(*) FROM \"Orders\" WHERE \"OrderNumber\" IN ('W-00017', 'W-00018')"));
        assertEquals(2, executions("Orders").get(0).inserted());
    }

    @Test
    void aFileWithoutTheCustomersIsNotConfirmed() throws Exception {
        MockEndpoint confirmed = getMockEndpoint("mock:https:shop.example.com/confirm");
        confirmed.expectedMessageCount(0);

        assertThrows(
                CamelExecutionException.class,
                () -> template.sendBody("direct:orders", "OrderNumber,Total\n17,10.50\n"));

        confirmed.assertIsSatisfied();
        assertEquals(0, count("SELECT COUNT(*) FROM \"Orders\""));
    }
}
