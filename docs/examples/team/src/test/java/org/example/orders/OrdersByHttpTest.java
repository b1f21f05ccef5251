package org.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.test.DroverTestSupport;
import java.nio.file.Path;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;

/** What the shop posts becomes rows; its XML is read by a class of one's own. */
class OrdersByHttpTest extends DroverTestSupport {
    @Override
    protected Path installation() {
        return Path.of("installation");
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration
                .withAutoStartupExcludePatterns("orders-from-shop")
                .replaceRouteFromWith("orders-by-http", "direct:posted");
    }

    @Test
    void whatTheShopPostsBecomesRows() throws Exception {
        String answer = template.requestBody(
                "direct:posted",
                "<orders><order number='17' customer='Alpha, &quot;Inc&quot;' total='10.50'/></orders>",
                String.class);

        assertEquals("1 new, 0 changed", answer);
        assertEquals(
                1,
                count("SELECT COUNT(*) FROM \"Orders\" WHERE \"OrderNumber\" = 'W-00017' AND \"Customer\" = 'Alpha, \"Inc\"'"));
    }
}
