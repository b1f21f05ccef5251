package io.drover.bench.queue;

import io.drover.bench.queue.Target.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The load generator, a process of its own: so many clients, each with one connection and one request under way. */
final class LoadGenerator implements Callable<Integer> {
    private static final int PAYLOAD_BYTES = 4096;

    @Option(names = "--wire", required = true)
    private Wire wire;

    @Option(names = "--url", required = true)
    private String url;

    @Option(names = "--in", required = true)
    private String in;

    @Option(names = "--out", required = true)
    private String out;

    @Option(names = "--token", defaultValue = "")
    private String token;

    @Option(names = "--work", required = true)
    private Work work;

    @Option(names = "--clients", required = true)
    private int clients;

    @Option(names = "--warmup", required = true, description = "seconds that are not measured")
    private double warmup;

    @Option(names = "--seconds", required = true)
    private double seconds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new LoadGenerator()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Target target = new Target(wire, url, in, out, token);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long from = System.nanoTime() + (long) (warmup * 1e9);
            long until = from + (long) (seconds * 1e9);
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> run(target, from, until)));
            }
            List<long[]> nanos = new ArrayList<>();
            for (Future<long[]> client : running) {
                nanos.add(client.get());
            }
            System.out.println(Sample.of(nanos, seconds).json());
        } finally {
            threads.shutdownNow();
        }
        return 0;
    }

    /** The times of the requests that ended within the measured seconds. */
    private long[] run(Target target, long from, long until) throws IOException {
        LongStream.Builder times = LongStream.builder();
        byte[] payload = new byte[PAYLOAD_BYTES];
        Arrays.fill(payload, (byte) 'x');
        try (Client client = wire == Wire.RABBITMQ ? new RabbitLoad(target) : new ConnectorLoad(target)) {
            for (long begun = System.nanoTime(); begun < until; ) {
                if (work == Work.ENQUEUE) {
                    distinguish(payload);
                    client.enqueue(payload);
                } else {
                    client.dequeue();
                }
                long ended = System.nanoTime();
                if (begun >= from && ended <= until) {
                    times.add(ended - begun);
                }
                begun = ended;
            }
        }
        return times.build().toArray();
    }

    /** No two payloads are the same: a store that knows the content already has less to do. */
    private static void distinguish(byte[] payload) {
        long number = ThreadLocalRandom.current().nextLong();
        for (int i = 0; i < 16; i++) {
            payload[i] = (byte) ('a' + ((number >>> (4 * i)) & 15));
        }
    }
}
