package org.example.orders;

import io.drover.test.DroverTestSupport;
import java.nio.file.Path;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;

/** The route alone: what it gives to the job. */
class OrdersRouteTest extends DroverTestSupport {
    @Override
    protected Path installation() {
        return Path.of("installation");
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration
                .withMockEndpointsAndSkip("(job|https):.*")
                .replaceRouteFromWith("orders-from-shop", "direct:orders");
    }

    @Test
    void theJobGetsNumbersOfTheErp() throws Exception {
        MockEndpoint job = getMockEndpoint("mock:job:Orders");
        job.expectedBodiesReceived("OrderNumber,Customer,Total\nW-00017,Alpha,10.50\n");

        template.sendBody("direct:orders", "OrderNumber,Customer,Total\n17,Alpha,10.50\n");

        job.assertIsSatisfied();
    }
}
