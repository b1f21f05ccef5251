package io.drover.bench.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.bench.BenchException;
import io.drover.bench.queue.Target.Wire;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * RabbitMQ with its management plug-in, on ports of its own: what a user would take who wants a queue with HTTP. One durable queue of
 * the classic kind, or one quorum queue (of one node), whose messages are fsynced before they are confirmed.
 */
final class RabbitSide implements MeasuredServer {
    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Map<String, String> HEADERS = Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("guest:guest".getBytes(UTF_8)),
            "Content-Type",
            "application/json");

    private final String type;
    /** Port of Erlang's name server, which the broker starts and leaves behind. */
    private final String names;

    private final Target target;
    private final Running running;

    /** Starts it with an empty queue and another with so many messages. */
    RabbitSide(Path folder, String type, int messages) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new BenchException(
                    "RabbitMQ is not installed: apt-get install --no-install-recommends rabbitmq-server,"
                            + " or leave the side out with --sides bare,drover");
        }
        this.type = type;
        Path home = Files.createDirectories(folder).toAbsolutePath();
        int port = TestServer.freePort();
        Files.writeString(home.resolve("enabled_plugins"), "[rabbitmq_management].\n");
        Files.writeString(
                home.resolve("rabbitmq.conf"),
                """
                listeners.tcp.1 = 127.0.0.1:%d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                management.tcp.max_keepalive = 1000000000
                management.rates_mode = none
                """
                        .formatted(TestServer.freePort(), port));
        names = String.valueOf(TestServer.freePort());
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString());
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "RABBITMQ_NODENAME", "drover-bench-" + type + "@localhost",
                        "RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString(),
                        "RABBITMQ_LOG_BASE", home.resolve("log").toString(),
                        "RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString(),
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                                home.resolve("enabled_plugins").toString(),
                        "RABBITMQ_DIST_PORT", String.valueOf(TestServer.freePort()),
                        "ERL_EPMD_PORT", names,
                        "ERL_EPMD_ADDRESS", "127.0.0.1",
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"));
        running = Running.program(builder, home.resolve("console.txt")).awaitPort(port);
        target = new Target(Wire.RABBITMQ, "http://127.0.0.1:" + port, "in", "out", "");
        declare("in");
        declare("out");
        fill(messages);
    }

    private void declare(String queue) throws IOException, InterruptedException {
        String body = "{\"durable\":true,\"arguments\":{\"x-queue-type\":\"" + type + "\"}}";
        try (HttpConnection connection = new HttpConnection(target.url())) {
            Answer answer = connection.send("PUT", "/api/queues/%2F/" + queue, HEADERS, body.getBytes(UTF_8));
            if (answer.status() != 201) {
                throw new BenchException("RabbitMQ made no queue: " + answer.status() + " " + answer.text());
            }
        }
    }

    /** There is no bulk publish over HTTP: as many clients as the machine likes, each message on its own. */
    private void fill(int messages) throws InterruptedException {
        Target full = new Target(target.wire(), target.url(), "out", "out", "");
        int clients = 16;
        Thread[] threads = new Thread[clients];
        for (int i = 0; i < clients; i++) {
            threads[i] = new Thread(() -> publish(full, messages / clients), "fill");
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void publish(Target queue, int count) {
        try (Client client = new RabbitLoad(queue)) {
            for (int i = 0; i < count; i++) {
                client.enqueue(QueueRows.PAYLOAD);
            }
        } catch (IOException e) {
            throw new BenchException("RabbitMQ's queue could not be filled: " + e.getMessage());
        }
    }

    @Override
    public String title() {
        return "RabbitMQ, " + type + " queue";
    }

    @Override
    public Target target() {
        return target;
    }

    /** The program is a script's child. */
    @Override
    public double cpuSeconds() {
        return running.treeCpuSeconds();
    }

    @Override
    public void close() {
        running.close();
        try {
            new ProcessBuilder("epmd", "-port", names, "-kill")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            System.err.println("Erlang's name server on port " + names + " goes on running: " + e.getMessage());
        }
    }
}
