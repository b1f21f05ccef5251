package io.drover.testing.broker;

import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka itself, one node that is its own controller (KRaft), in a process of its own. Topics come into being as they are named. */
public final class KafkaBroker implements AutoCloseable {
    private final int port = TestServer.freePort();
    private final ServerProcess process;

    /**
     * A broker that does not run yet.
     *
     * @param folder for its logs
     */
    public KafkaBroker(Path folder) throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder.resolve("data"));
        // What kafka-storage.sh format writes, which takes as long as a start
        Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=drover-test-cluster-00\nnode.id=1\n");
        Path settings = Files.writeString(folder.resolve("server.properties"), settings(data));
        process = new ServerProcess(
                folder,
                ServerJars.classPath("org.apache.kafka:kafka_2.13:3.9.1"),
                List.of("kafka.Kafka", settings.toString()));
    }

    private String settings(Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%1$d
                listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                # A consumer that was killed is given up soon
                group.min.session.timeout.ms=500
                """
                .formatted(TestServer.freePort(), port, data);
    }

    public KafkaBroker start() throws IOException {
        process.start(port);
        return this;
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Appends texts to a topic, and waits until they are there. */
    public void send(String topic, List<String> texts) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", address(), "linger.ms", 0);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            texts.forEach(text -> sent.add(producer.send(new ProducerRecord<>(topic, text))));
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    /** All texts of a topic, from its beginning to what its end is now. */
    public List<String> read(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address());
        List<String> texts = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new org.apache.kafka.common.TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (texts.size() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(one -> texts.add(one.value()));
            }
        }
        return texts;
    }

    @Override
    public void close() {
        process.close();
    }
}
