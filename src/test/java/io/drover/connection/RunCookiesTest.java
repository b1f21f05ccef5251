package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.addin.TaskWork;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies: of a run, and of a server. */
class RunCookiesTest {
    private static final URI SERVER = URI.create("http://erp.example:8080/odata/Items");

    private final CamelContext camel = new DefaultCamelContext();
    private final RunCookies cookies = new RunCookies();
    private final Exchange run = run();

    @BeforeEach
    void set() throws Exception {
        cookies.storeCookies(
                run, SERVER, Map.of("Set-Cookie", List.of("sid=1; Path=/", "wide=2; Domain=.example; Path=/")));
    }

    private Exchange run() {
        Exchange exchange = new DefaultExchange(camel);
        new TaskWork(null, List.of()).put(exchange);
        return exchange;
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://erp.example:8080/odata/Items", "HTTP://ERP.example:8080/other?a=b"})
    void goBackToTheServerThatSetThem(String address) throws Exception {
        assertThat(cookies.loadCookies(run, URI.create(address))).containsEntry("Cookie", List.of("sid=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://erp.example/odata/Items",
                "http://erp.example:8081/",
                "https://erp.example:8080/",
                "http://other.example:8080/",
                "http://a.erp.example:8080/",
                "http://erp.example.:8080/"
            })
    void goToNoOther(String address) throws Exception {
        assertThat(cookies.loadCookies(run, URI.create(address)).getOrDefault("Cookie", List.of()))
                .isEmpty();
    }

    @Test
    void goIntoNoOtherRun() throws Exception {
        assertThat(cookies.loadCookies(run(), SERVER).getOrDefault("Cookie", List.of()))
                .isEmpty();
        assertThat(cookies.loadCookies(new DefaultExchange(camel), SERVER))
                .as("no run at all")
                .isEmpty();
    }
}
