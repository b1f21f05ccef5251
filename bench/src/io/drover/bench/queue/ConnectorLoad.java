package io.drover.bench.queue;

import io.drover.testing.ConnectorClient;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.util.Map;

/** The wire of the recurring integrations: Drover, and the bare handler, which answers to the same requests. */
final class ConnectorLoad implements Client {
    private final ConnectorClient client;
    private final String in;
    private final String out;

    ConnectorLoad(Target target) throws IOException {
        client = new ConnectorClient(target.url(), target.token());
        in = target.in();
        out = target.out();
    }

    @Override
    public void enqueue(byte[] payload) throws IOException {
        expect(200, client.enqueue(in, "Stock", payload, Map.of()));
    }

    @Override
    public void dequeue() throws IOException {
        Answer answer = client.dequeue(out);
        expect(200, answer);
        expect(200, client.ack(out, ConnectorClient.read(answer)));
    }

    private static void expect(int status, Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("answered " + answer.status() + " " + answer.text());
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
