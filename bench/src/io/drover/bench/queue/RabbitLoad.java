package io.drover.bench.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** RabbitMQ over HTTP: persistent messages, each publish answered after the broker's confirm. */
final class RabbitLoad implements Client {
    private static final Map<String, String> HEADERS = Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("guest:guest".getBytes(UTF_8)),
            "Content-Type",
            "application/json");

    private static final byte[] GET =
            "{\"count\":1,\"ackmode\":\"ack_requeue_false\",\"encoding\":\"auto\"}".getBytes(UTF_8);

    private final HttpConnection connection;
    private final Target target;

    RabbitLoad(Target target) throws IOException {
        this.target = target;
        connection = new HttpConnection(target.url());
    }

    @Override
    public void enqueue(byte[] payload) throws IOException {
        // The payload is letters only: nothing to escape
        String body = "{\"properties\":{\"delivery_mode\":2},\"routing_key\":\"" + target.in()
                + "\",\"payload_encoding\":\"string\",\"payload\":\"" + new String(payload, ISO_8859_1) + "\"}";
        expect("\"routed\":true", send("/api/exchanges/%2F/amq.default/publish", body.getBytes(ISO_8859_1)));
    }

    @Override
    public void dequeue() throws IOException {
        expect("\"payload\":", send("/api/queues/%2F/" + target.out() + "/get", GET));
    }

    private Answer send(String path, byte[] body) throws IOException {
        return connection.send("POST", path, HEADERS, body);
    }

    private static void expect(String words, Answer answer) throws IOException {
        if (answer.status() != 200 || !answer.text().contains(words)) {
            throw new IOException("answered " + answer.status() + " " + answer.text());
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
