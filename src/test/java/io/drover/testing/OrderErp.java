package io.drover.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.drover.testing.ScriptedServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A remote system that creates the orders it is sent and answers with their ids, or with what a test orders. */
public final class OrderErp implements AutoCloseable {
    private static final Pattern ORDER = Pattern.compile("columnName=\"OrderId\"><!\\[CDATA\\[([^\\]]*)\\]");

    private final ScriptedServer server = new ScriptedServer();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> created = new CopyOnWriteArrayList<>();
    private final ConcurrentSkipListSet<String> refused = new ConcurrentSkipListSet<>();
    private final Map<String, HttpHandler> faults = new ConcurrentHashMap<>();

    public OrderErp() {
        server.answers(this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = requests().stream()
                .filter(request -> key.equals(request.headers().get("idempotency-key")))
                .findFirst()
                .orElseThrow()
                .body();
        List<String> orders = orders(body);
        received.addAll(orders);
        for (String order : orders) {
            if (faults.containsKey(order)) {
                faults.get(order).handle(exchange);
                return;
            }
        }
        StringBuilder items = new StringBuilder();
        for (String order : orders) {
            boolean refuse = refused.contains(order);
            if (!refuse) {
                created.add(order);
            }
            items.append(item(order, refuse));
        }
        respond(exchange, 200, "text/xml", "<tables><table tableName=\"EcomOrders\">" + items + "</table></tables>");
    }

    private static String item(String order, boolean refused) {
        String result = refused
                ? "<column columnName=\"OrderError\">Customer is blocked</column>"
                : "<column columnName=\"OrderIntegrationOrderId\">ERP-" + order + "</column>";
        return "<item table=\"EcomOrders\"><column columnName=\"OrderId\">" + order
                + "</column><column columnName=\"OrderCreated\">" + (refused ? "False" : "True") + "</column>" + result
                + "</item>";
    }

    private static List<String> orders(String body) {
        List<String> orders = new ArrayList<>();
        Matcher order = ORDER.matcher(body);
        while (order.find()) {
            orders.add(order.group(1));
        }
        return orders;
    }

    /** Says no to an order, as long as a test wants. */
    public void refuses(String... orders) {
        refused.clear();
        refused.addAll(List.of(orders));
    }

    /** Answers this to whatever has the order. */
    public void fails(String order, int status, String type, String body) {
        faults.put(order, exchange -> respond(exchange, status, type, body));
    }

    /** Creates the order and hangs up. */
    public void losesTheAnswer(String order) {
        faults.put(order, exchange -> {
            created.add(order);
            exchange.close();
        });
    }

    /** All is well again. */
    public void recovers() {
        faults.clear();
        refused.clear();
    }

    /** The orders that came, in their order, each as often as it came. */
    public List<String> received() {
        return received;
    }

    /** The orders that were created, each as often as that was done. */
    public List<String> created() {
        return created;
    }

    public List<Request> requests() {
        return server.requests();
    }

    public Request last() {
        return requests().get(requests().size() - 1);
    }

    public String url() {
        return server.url();
    }

    /** From now on requests wait for their answers. */
    public void hold() {
        server.hold();
    }

    public void release() {
        server.release();
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.close();
    }
}
