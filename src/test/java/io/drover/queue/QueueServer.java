package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.Executions;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.MessageTransition;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A server with what tests of queues do to it: define a recurring job, enqueue, look at what has become of a message. */
final class QueueServer implements AutoCloseable {
    final TestServer drover;

    QueueServer(TestServer drover) {
        this.drover = drover.with("drover.deploy.delay", "0.02")
                .with("drover.queue.retry", "0.2")
                .with("drover.min-free-disk", "1 MB");
    }

    QueueServer start() {
        drover.start();
        return this;
    }

    /** Defines a job and waits until the server has taken it up. */
    void job(String name, String xml) {
        drover.withFile("Files/Jobs/" + name + ".xml", xml);
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> drover.server().catalog().has(JobDefinition.class, name));
    }

    /** Defines a job that loads CSV or XML into Drover's own database. */
    void importJob(String name, String source, String onError, String... tables) {
        StringBuilder mappings = new StringBuilder();
        for (String table : tables) {
            mappings.append("<mapping source=\"%s\" destination=\"%s\"/>".formatted(table, table));
        }
        job(
                name,
                "<job name=\"%s\" onError=\"%s\"><source>%s</source><destination><sql/></destination>%s</job>"
                        .formatted(name, onError, source, mappings));
    }

    /** Defines a recurring job, or changes it, and waits until the server has taken it up. */
    RecurringJobDefinition recurring(RecurringJobFile file) {
        RecurringJobDefinition before = RecurringJobDefinition.find(
                        UUID.fromString(file.id()), drover.server().catalog().current())
                .orElse(null);
        drover.withRecurringJob(file);
        await().pollInterval(Duration.ofMillis(10)).until(() -> RecurringJobDefinition.find(
                        UUID.fromString(file.id()), drover.server().catalog().current())
                .filter(now -> !now.equals(before))
                .isPresent());
        return recurring(file.id());
    }

    RecurringJobDefinition recurring(String id) {
        return RecurringJobDefinition.find(
                        UUID.fromString(id), drover.server().catalog().current())
                .orElseThrow();
    }

    Queues queues() {
        return drover.server().camel().getRegistry().lookupByNameAndType("queues", Queues.class);
    }

    QueueRuns runs() {
        return drover.server().camel().getRegistry().lookupByNameAndType("queueRuns", QueueRuns.class);
    }

    private PayloadStore payloads() {
        return new PayloadStore(drover.settings());
    }

    /** Enqueues without telling anybody, as before a recurrence. */
    Message waiting(RecurringJobDefinition recurring, String entity, String file, byte[] content) throws IOException {
        return waiting(recurring, entity, file, null, content);
    }

    Message waiting(RecurringJobDefinition recurring, String entity, String file, String company, byte[] content)
            throws IOException {
        return queues().enqueue(
                        recurring,
                        NewMessage.of(payloads().keep(content), file)
                                .withProperties(MessageProperties.NONE
                                        .withCompany(company)
                                        .withEntity(entity)));
    }

    /** Enqueues and wakes the queue, as the connector does. */
    Message enqueue(RecurringJobDefinition recurring, String entity, String file, String content) throws IOException {
        return enqueue(recurring, entity, file, content.getBytes(StandardCharsets.UTF_8));
    }

    Message enqueue(RecurringJobDefinition recurring, String entity, String file, byte[] content) throws IOException {
        Message message = waiting(recurring, entity, file, content);
        runs().wake(message);
        return message;
    }

    Message now(Message message) {
        return queues().find(message.uid()).orElseThrow();
    }

    /** Waits until a message has ended. */
    Message ended(Message message) {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> now(message).status().isFinal());
        return now(message);
    }

    List<MessageStatus> statuses(Message message) {
        return queues().transitions(message).stream()
                .map(MessageTransition::status)
                .toList();
    }

    List<ExecutionError> errors(Message message) {
        return new Executions(drover.server().store()).errors(now(message).ids().execution());
    }

    String payload(Message message) throws IOException {
        return Files.readString(payloads().find(now(message).content().sha256()).path());
    }

    List<Message> messages(RecurringJobDefinition recurring) {
        return queues().list(recurring.activity(), null, null, 1_000);
    }

    /** What a message has come to, and why when it is not what was expected. */
    void assertEnded(Message message, MessageStatus status) {
        Message ended = ended(message);
        assertThat(ended.status()).as(ended.state().reason()).isEqualTo(status);
    }

    @Override
    public void close() {
        drover.close();
    }
}
