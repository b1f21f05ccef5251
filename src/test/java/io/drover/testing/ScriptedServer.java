package io.drover.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A remote system that answers what a test tells it to, when the test tells it to. */
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile HttpHandler answer = exchange -> respond(exchange, 200, "text/xml", "<tables/>");
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** What was asked; names of headers in lower case. */
    public record Request(String method, URI uri, Map<String, String> headers, String body) {}

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.handle(exchange);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/erp";
    }

    public List<Request> requests() {
        return requests;
    }

    /** What is answered from now on. */
    public void answers(HttpHandler handler) {
        answer = handler;
    }

    public void answers(int status, String type, String body) {
        answers(exchange -> respond(exchange, status, type, body));
    }

    public void answers(String xml) {
        answers(200, "text/xml; charset=utf-8", xml);
    }

    /** From now on requests wait for their answers. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Answers those that wait, and from now on at once. */
    public void release() {
        gate.countDown();
    }

    /** Answers a request. */
    public static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
