package io.drover.task;

import io.drover.settings.secrets.Secrets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.service.ServiceHelper;

/** Sees what an exchange sends over HTTP, and what comes back before its route takes the headers away; until it is closed. */
final class SentRequests extends EventNotifierSupport implements AutoCloseable {
    private final CamelContext camel;
    private final String exchangeId;
    private final Map<String, String> headers = new TreeMap<>();
    private int answered;

    SentRequests(Exchange exchange) {
        this.camel = exchange.getContext();
        this.exchangeId = exchange.getExchangeId();
        setIgnoreCamelContextEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreRouteEvents(true);
        ServiceHelper.startService(this);
        camel.getManagementStrategy().addEventNotifier(this);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSentEvent sent
                && sent.getExchange().getExchangeId().equals(exchangeId)
                && sent.getEndpoint().getEndpointUri().startsWith("http")) {
            note(sent.getExchange());
        }
    }

    private void note(Exchange exchange) {
        answered = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        headers.clear();
        if (answered == 0) { // what is there are the headers of the request
            return;
        }
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                headers.put(name, Secrets.hide(String.valueOf(value)));
            }
        });
    }

    /** Of the last answer; 0 when none came. */
    int status() {
        return answered;
    }

    /** Of the last answer. */
    Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    @Override
    public void close() {
        camel.getManagementStrategy().removeEventNotifier(this);
        ServiceHelper.stopService(this);
    }
}
