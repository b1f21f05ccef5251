package io.drover.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The sample ERP as a server of its own on this machine, with faults to order. Requests go to any path; {@code /faults} says
 * what goes wrong (GET, PUT, DELETE), {@code /orders} what orders there are, {@code /token} gives tokens to the client.
 */
public final class FakeErp implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SampleErp erp;
    private final FakeErpAccess access;
    private final Faults faults = new Faults();

    /**
     * Starts one.
     *
     * @param port 0 for a free one
     * @param data the folder of its data files
     * @param log told one line about each request
     * @throws IOException when the port is in use
     */
    public FakeErp(int port, String data, FakeErpAccess access, List<Fault> first, Consumer<String> log)
            throws IOException {
        this.erp = new SampleErp(data);
        this.access = access;
        faults.order(first);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", new ErpHandler(erp, access, faults, log));
        server.createContext("/faults", handler(this::faults));
        server.createContext("/orders", handler(exchange -> text(exchange, 200, orders())));
        server.createContext("/token", handler(this::token));
        server.start();
    }

    /** The address that requests are posted to. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static HttpHandler handler(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                handle(handler, exchange);
            }
        };
    }

    private static void handle(HttpHandler handler, HttpExchange exchange) throws IOException {
        try {
            handler.handle(exchange);
        } catch (IllegalArgumentException e) {
            text(exchange, 400, e.getMessage() + "\n");
        }
    }

    private void faults(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "PUT", "POST" -> faults.order(Fault.parseAll(body(exchange)));
            case "DELETE" -> faults.order(List.of());
            default -> {} // only asked about
        }
        text(exchange, 200, faults.describe());
    }

    private String orders() {
        return erp.orders().all().stream()
                .map(order -> "%s  OrderId=%s  received %d times  %s\n"
                        .formatted(order.number(), order.id(), order.received(), order.columns()))
                .collect(Collectors.joining("", "", erp.orders().all().size() + " orders\n"));
    }

    private void token(HttpExchange exchange) throws IOException {
        String token =
                access.token(exchange.getRequestHeaders(), body(exchange)).orElse(null);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, token == null ? 401 : 200, token == null ? "{\"error\":\"invalid_client\"}" : token);
    }

    static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    static void text(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        send(exchange, status, text);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
