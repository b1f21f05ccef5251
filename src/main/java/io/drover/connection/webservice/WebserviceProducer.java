package io.drover.connection.webservice;

import io.drover.connection.HeaderName;
import io.drover.connection.RunCookies;
import io.drover.connection.named.Connection;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.http.base.HttpHelper;
import org.apache.camel.http.base.HttpProtocolHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.builder.OutputStreamBuilder;
import org.apache.camel.util.IOHelper;

/** What {@code to: webservice:NAME/path} does with an exchange. Headers go out and come back by the rules of Camel's {@code http:}. */
final class WebserviceProducer extends DefaultProducer {
    /** What a message may bring from elsewhere, and the connection says itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("authorization", "proxy-authorization", "cookie", "accept-encoding", "expect");

    private static final HeaderFilterStrategy HEADERS = new HttpHeaderFilterStrategy();
    private static final HeaderFilterStrategy KEPT = new HttpProtocolHeaderFilterStrategy();

    private final WebserviceEndpoint endpoint;
    private final RunCookies cookies = new RunCookies();

    WebserviceProducer(WebserviceEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Connection connection = endpoint.named();
        ConnectionRequest request = request(exchange);
        URI address = URI.create(connection.address(endpoint.target()).replaceFirst("[?#].*", ""));
        cookies.loadCookies(exchange, address)
                .forEach((name, values) -> request.header(name, String.join("; ", values)));
        ConnectionCall call = new ConnectionCall(connection, request);
        if (!endpoint.isThrowExceptionOnFailure()) {
            call.taking(status -> true);
        }
        ConnectionAnswer answer = call.send(() ->
                exchange.getContext().isStopping() || exchange.getContext().isStopped());
        exchange.getExchangeExtension().addOnCompletion(new AnswerCloser(answer));
        put(answer, exchange, address);
    }

    private ConnectionRequest request(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        ConnectionRequest.Body body = MessageBody.of(exchange);
        ConnectionRequest request = ConnectionRequest.of(method(message, body), endpoint.target());
        message.getHeaders().forEach((name, value) -> {
            if (isSent(name, value, exchange)) {
                request.header(name, text(value, exchange));
            }
        });
        return request.body(body);
    }

    private String method(Message message, ConnectionRequest.Body body) {
        if (endpoint.getMethod() != null) {
            return endpoint.getMethod();
        }
        String header = message.getHeader(Exchange.HTTP_METHOD, String.class);
        return header == null || header.isBlank()
                ? body == null ? "GET" : "POST"
                : header.strip().toUpperCase(Locale.ROOT);
    }

    private static boolean isSent(String name, Object value, Exchange exchange) {
        return value != null
                && HeaderName.isOne(name)
                && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                && !HEADERS.applyFilterToCamelHeaders(name, value, exchange);
    }

    private static String text(Object value, Exchange exchange) {
        if (value instanceof Iterable<?> several) {
            List<String> texts = new ArrayList<>();
            several.forEach(each -> texts.add(text(each, exchange)));
            return String.join(", ", texts);
        }
        String text = exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
        return text == null ? "" : text.replaceAll("[\\r\\n]+\\s*", " ");
    }

    private void put(ConnectionAnswer answer, Exchange exchange, URI address) throws IOException {
        Map<String, Object> headers = new HashMap<>();
        Map<String, List<String>> all = new HashMap<>();
        answer.eachHeader((name, value) -> {
            all.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            Object extracted = HttpHelper.extractHttpParameterValue(value);
            String known = name.equalsIgnoreCase(Exchange.CONTENT_TYPE) ? Exchange.CONTENT_TYPE : name;
            if (!HEADERS.applyFilterToExternalHeaders(known, extracted, exchange)) {
                HttpHelper.appendHeader(headers, known, extracted);
            }
        });
        cookies.storeCookies(exchange, address, all);
        String type = answer.headers(Exchange.CONTENT_TYPE).stream().findFirst().orElse(null);
        exchange.setProperty(
                ExchangePropertyKey.CHARSET_NAME, type == null ? null : IOHelper.getCharsetNameFromContentType(type));
        // An answer that breaks off leaves the message as it was: with its status a failure would look like a success
        Object body = answer.hasBody() ? isCached(exchange) ? kept(exchange, answer) : answer.body() : null;
        Message before = exchange.getMessage().copy();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        headers.forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (!answer.reason().isEmpty()) {
            message.setHeader(Exchange.HTTP_RESPONSE_TEXT, answer.reason());
        }
        MessageHelper.copyHeaders(before, message, KEPT, false);
        message.setBody(body);
    }

    /** Whether the route, or who sends from outside of one, keeps streams: then the answer can be read again, and after its exchange. */
    private static boolean isCached(Exchange exchange) {
        Route route = ExchangeHelper.getRoute(exchange);
        Boolean cached = route == null ? exchange.getContext().isStreamCaching() : route.isStreamCaching();
        return Boolean.TRUE.equals(cached);
    }

    /** The whole of an answer; one that breaks off fails the call, with its address. */
    private static Object kept(Exchange exchange, ConnectionAnswer answer) throws IOException {
        OutputStreamBuilder kept = OutputStreamBuilder.withExchange(exchange);
        IOHelper.copy(answer.body(), kept);
        return kept.build();
    }
}
