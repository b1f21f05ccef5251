package io.drover.addin.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Perfion's API and media service on this machine, with faults to order. */
final class TestPerfion implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Product> products = new CopyOnWriteArrayList<>();
    private final Map<String, Media> media = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile String answer;

    /** A request to the media service; headers with their first value, as they are written. */
    record Request(URI uri, Map<String, String> headers, int status) {
        String id() {
            return uri.getQuery().replaceAll(".*\\bid=([^&]*).*", "$1");
        }
    }

    private record Product(int id, String number, String image, String name, String modified) {}

    /** What the media service does with an image. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Media(byte[] content, String etag, Fault fault) {}

    TestPerfion() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/data", this::query);
        server.createContext("/Image.aspx", this::image);
        server.start();
    }

    String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/data";
    }

    String media() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/Image.aspx?id={id}";
    }

    static String id(int number) {
        return "5fd1e0be-56bd-407f-bce8-%012d".formatted(number);
    }

    static byte[] jpeg(String content) {
        byte[] text = content.getBytes(UTF_8);
        byte[] image = new byte[text.length + 4];
        image[0] = (byte) 0xFF;
        image[1] = (byte) 0xD8;
        image[2] = (byte) 0xFF;
        image[3] = (byte) 0xE0;
        System.arraycopy(text, 0, image, 4, text.length);
        return image;
    }

    /** A product with an image; the same image may be of several. */
    void add(int product, int image, String name) {
        products.add(new Product(product, "P" + product, id(image), name, "2026-11-01T00:00:00"));
        media.putIfAbsent(id(image), new Media(jpeg("image " + image), "\"" + image + "-1\"", null));
    }

    void remove(int image) {
        products.removeIf(product -> product.image().equals(id(image)));
    }

    void change(int image, String content, String etag) {
        media.put(id(image), new Media(jpeg(content), etag, null));
    }

    void fail(int image, Fault fault) {
        media.computeIfPresent(id(image), (id, old) -> new Media(old.content(), old.etag(), fault));
    }

    /** Answers queries with this; null: with the products. */
    void answerWith(String xml) {
        answer = xml;
    }

    /** From now on images wait. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    List<Request> requests() {
        return requests;
    }

    List<String> queries() {
        return queries;
    }

    int atOnce() {
        return atOnce.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void query(HttpExchange exchange) throws IOException {
        queries.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        StringBuilder xml = new StringBuilder("<Data totalExecutionTime=\"00:00:00.1\">\n<Features>"
                + "<Image id=\"105\" language=\"EN\" caption=\"Image\" dataType=\"Image\"/>"
                + "<Product id=\"100\" dataType=\"String\"/></Features>\n");
        for (Product product : products) {
            xml.append(
                    """
                    <Product id="%d" parentId="0" brand="Normal" order="0">
                      <Value seq="0" modifiedDate="2016-07-12T11:01:22.93">%s</Value>
                      <Image seq="0" modifiedDate="%s" string="%s" fileSize="3">%s</Image>
                    </Product>
                    """
                            .formatted(
                                    product.id(),
                                    product.number(),
                                    product.modified(),
                                    product.name(),
                                    product.image()));
        }
        respond(
                exchange,
                200,
                "text/xml",
                (answer == null ? xml.append("</Data>").toString() : answer).getBytes(UTF_8));
    }

    private void image(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            gate.await();
            Request request = new Request(
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue()
                                    .get(0))),
                    0);
            Media found = media.get(request.id());
            String asked = request.headers().get("If-none-match");
            int status =
                    found == null ? 404 : found.etag() != null && found.etag().equals(asked) ? 304 : 200;
            requests.add(new Request(request.uri(), request.headers(), status));
            if (found != null && found.fault() != null) {
                found.fault().answer(exchange);
            } else if (status == 200) {
                if (found.etag() != null) {
                    exchange.getResponseHeaders().set("ETag", found.etag());
                }
                respond(exchange, 200, "image/jpeg", found.content());
            } else {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atOnce.decrementAndGet();
        }
    }

    static void respond(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    List<String> asked() {
        List<String> asked = new ArrayList<>();
        requests.forEach(request -> asked.add(request.id()));
        return asked;
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
