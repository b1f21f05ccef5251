package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.MessageTransition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a queue does with messages, the same on every database. Each test has a queue of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueueContract {
    QueueFixture drover;
    private final RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);

    /** URL of a new database. */
    abstract String database();

    Map<String, String> settings() {
        return Map.of();
    }

    @BeforeAll
    void open(@TempDir Path home) {
        drover = new QueueFixture(home, database(), settings());
    }

    @AfterAll
    void close() {
        drover.close();
    }

    private static void assertRefused(Kind kind, String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        QueueException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(text);
    }

    @Test
    void passesOverWhatHasNoPayloadHereUntilItIsThereAndSaysSo() throws Exception {
        RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
        Message first = drover.queues.enqueue(export, drover.message("lost for now"));
        Message second = drover.queues.enqueue(export, drover.message("here"));
        Path payload = drover.fileOf("lost for now");
        Path away = Files.move(payload, payload.resolveSibling("away"));

        Message leased = drover.queues.dequeue(export).orElseThrow();
        assertThat(leased.uid()).isEqualTo(second.uid());
        for (int asked = 0; asked < 2; asked++) {
            assertRefused(Kind.MISSING, "1 message waits", () -> drover.queues.dequeue(export));
        }
        assertThat(drover.queues.find(first.uid()))
                .as("it was never leased, which would count as an attempt")
                .contains(first);
        assertThat(drover.queues.transitions(first)).hasSize(1);
        assertThat(drover.queues.payloads().troubles()).anySatisfy(line -> assertThat(line)
                .contains(first.uid(), "written by " + drover.store.nodeName(), "missed since"));
        assertRefused(Kind.MISSING, first.uid(), () -> drover.queues.payloads().of(first));

        drover.queues.acknowledge(export, leased.correlationId(), leased.lease().receipt());
        Files.move(away, payload);
        assertThat(drover.queues.dequeue(export).orElseThrow().uid()).isEqualTo(first.uid());
        assertThat(drover.queues.payloads().troubles()).noneMatch(line -> line.contains(first.uid()));
    }

    @Test
    void doesNotRedeliverWhatHasLostItsPayload() throws Exception {
        RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
        drover.queues.enqueue(export, drover.message("lost on lease"));
        Message leased = drover.queues.dequeue(export).orElseThrow();
        Files.delete(drover.fileOf("lost on lease"));
        drover.passLeases();

        assertRefused(Kind.MISSING, "1 message waits", () -> drover.queues.dequeue(export));
        assertThat(drover.queues.find(leased.uid()).orElseThrow().state().attempts())
                .isEqualTo(1);
        assertThat(drover.queues.payloads().survey()).anyMatch(line -> line.contains(leased.uid()));

        assertThat(drover.queues
                        .acknowledge(
                                export, leased.correlationId(), leased.lease().receipt())
                        .status())
                .as("the client had it")
                .isEqualTo(MessageStatus.Acked);
        await().until(() ->
                drover.queues.payloads().troubles().stream().noneMatch(line -> line.contains(leased.uid())));
        assertThat(drover.queues.dequeue(export)).isEmpty();
    }

    @Test
    void handsMessagesOutInTheirOrderOnceAndEndsThemWhenAcknowledged() {
        RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
        Message first = drover.queues.enqueue(export, drover.message("first"));
        Message second = drover.queues.enqueue(export, drover.message("second"));
        assertThat(first.status()).isEqualTo(MessageStatus.Enqueued);
        assertThat(drover.queues.depth(export).count()).isEqualTo(2);

        Message leased = drover.queues.dequeue(export).orElseThrow();
        assertThat(leased.uid()).isEqualTo(first.uid());
        assertThat(leased.status()).isEqualTo(MessageStatus.Dequeued);
        assertThat(leased.lease().earlierDequeue()).isNull();
        assertThat(leased.state().attempts()).isEqualTo(1);
        assertThat(drover.queues.dequeue(export).orElseThrow().uid()).isEqualTo(second.uid());
        assertThat(drover.queues.dequeue(export)).isEmpty();

        drover.queues.downloaded(leased);
        Message acked = drover.queues.acknowledge(
                export, leased.correlationId(), leased.lease().receipt());
        assertThat(acked.status()).isEqualTo(MessageStatus.Acked);
        assertThat(drover.queues.acknowledge(
                        export,
                        "{" + leased.correlationId().toUpperCase(Locale.ROOT) + "}",
                        leased.lease().receipt()))
                .isEqualTo(acked);
        assertThat(drover.queues.transitions(acked))
                .extracting(MessageTransition::status)
                .containsExactly(
                        MessageStatus.Enqueued, MessageStatus.Dequeued, MessageStatus.Downloaded, MessageStatus.Acked);
        assertThat(drover.queues.depth(export).count()).isEqualTo(1);
    }

    @Test
    void handsAMessageOutAgainWhenItsLeaseRanOutBeforeYoungerOnes() {
        RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
        Message first = drover.queues.enqueue(export, drover.message("first"));
        drover.queues.enqueue(export, drover.message("second"));
        Message leased = drover.queues.dequeue(export).orElseThrow();

        drover.passLeases();
        Message again = drover.queues.dequeue(export).orElseThrow();

        assertThat(again.uid()).isEqualTo(first.uid());
        assertThat(again.lease().receipt()).isNotEqualTo(leased.lease().receipt());
        assertThat(again.lease().earlierDequeue()).isEqualTo(leased.lease().lastDequeued());
        assertRefused(
                Kind.CONFLICT,
                "stale receipt",
                () -> drover.queues.acknowledge(
                        export, leased.correlationId(), leased.lease().receipt()));
        assertThat(drover.queues.find(first.uid()).orElseThrow()).isEqualTo(again);
    }

    @Test
    void takesALateAcknowledgementWhileTheMessageHasNotBeenDeliveredAgain() {
        RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
        drover.queues.enqueue(export, drover.message("late"));
        Message leased = drover.queues.dequeue(export).orElseThrow();

        drover.passLeases();

        assertThat(drover.queues
                        .acknowledge(
                                export, leased.correlationId(), leased.lease().receipt())
                        .status())
                .isEqualTo(MessageStatus.Acked);
        assertThat(drover.queues.dequeue(export)).isEmpty();
    }

    @Test
    void refusesAnAcknowledgementOfWhatIsNotTheClients() {
        RecurringJobDefinition other = QueueFixture.recurring(Direction.EXPORT);
        drover.queues.enqueue(export, drover.message("mine"));
        Message leased = drover.queues.dequeue(export).orElseThrow();
        String edited = leased.lease()
                .receipt()
                .replace(
                        leased.lease().receipt().charAt(20),
                        leased.lease().receipt().charAt(20) == 'x' ? 'y' : 'x');

        assertRefused(
                Kind.UNKNOWN,
                "no message",
                () -> drover.queues.acknowledge(
                        other, leased.correlationId(), leased.lease().receipt()));
        assertRefused(
                Kind.UNKNOWN, "PopReceipt", () -> drover.queues.acknowledge(export, leased.correlationId(), edited));
        assertRefused(
                Kind.UNKNOWN,
                "CorrelationId",
                () -> drover.queues.acknowledge(export, "x", leased.lease().receipt()));
        assertThat(drover.queues.find(leased.uid()).orElseThrow().status()).isEqualTo(MessageStatus.Dequeued);
    }

    @Test
    void setsAMessageAsideThatIsNeverAcknowledged() {
        RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
        Message poison = drover.queues.enqueue(export, drover.message("poison"));
        Message next = drover.queues.enqueue(export, drover.message("next"));
        for (int i = 0; i < 3; i++) {
            assertThat(drover.queues.dequeue(export).orElseThrow().uid()).isEqualTo(poison.uid());
            drover.passLeases();
        }

        assertThat(drover.queues.dequeue(export).orElseThrow().uid()).isEqualTo(next.uid());

        Message aside = drover.queues.find(poison.uid()).orElseThrow();
        assertThat(aside.status()).isEqualTo(MessageStatus.PostProcessingFailed);
        assertThat(aside.state().reason()).contains("delivered 3 times");
        assertThat(drover.payloads.find(aside.content().sha256()).bytes()).isEqualTo(6);
        assertThat(drover.queues.transitions(aside)).last().satisfies(last -> assertThat(last.reason())
                .contains("never acknowledged"));

        assertThat(drover.queues.retry(aside).state().attempts()).isZero();
        assertThat(drover.queues.dequeue(export).orElseThrow().uid()).isEqualTo(poison.uid());
    }

    @Test
    void enqueuesTheSameOnceByItsKey() {
        Message first = drover.queues.enqueue(export, drover.message("keyed", "a.xml", "key"));

        assertThat(drover.queues.enqueue(export, drover.message("keyed", "b.xml", "key")))
                .isEqualTo(first);
        assertRefused(
                Kind.CONFLICT,
                "another content",
                () -> drover.queues.enqueue(export, drover.message("other", "a.xml", "key")));
        assertThat(drover.queues
                        .enqueue(QueueFixture.recurring(Direction.EXPORT), drover.message("keyed", "a.xml", "key"))
                        .uid())
                .isNotEqualTo(first.uid());
    }

    @Test
    void enqueuesTheSameOnceWithinTheDedupWindow() {
        Message first = drover.queues.enqueue(export, drover.message("window", "w.xml", null));

        assertThat(drover.queues.enqueue(export, drover.message("window", "w.xml", null)))
                .isEqualTo(first);
        assertThat(drover.queues
                        .enqueue(export, drover.message("window", "v.xml", null))
                        .uid())
                .isNotEqualTo(first.uid());
        assertThat(drover.queues
                        .enqueue(export, drover.message("another", "w.xml", null))
                        .uid())
                .isNotEqualTo(first.uid());

        drover.sql(
                "UPDATE drover.message SET created = created - INTERVAL '11' MINUTE WHERE uid = '" + first.uid() + "'");
        assertThat(drover.queues
                        .enqueue(export, drover.message("window", "w.xml", null))
                        .uid())
                .isNotEqualTo(first.uid());
    }

    @Test
    void takesOnlyTheNewestMessageOfAnIdentifierForARepetition() {
        String a = enqueue("A", "same.xml", null, null);
        String b = enqueue("B", "same.xml", null, null);
        String again = enqueue("A", "same.xml", null, null);

        assertThat(again).isNotIn(a, b);
        assertThat(enqueue("A", "same.xml", null, null)).isEqualTo(again);
    }

    @Test
    void tellsMessagesApartByCompanyAndByEntity() {
        List<List<String>> fields = List.of(
                Arrays.asList(null, null),
                Arrays.asList("usmf", null),
                Arrays.asList("dat", null),
                Arrays.asList(null, "Customers"),
                Arrays.asList(null, "Vendors"),
                List.of("usmf", "Customers"));
        List<String> first = fields.stream()
                .map(each -> enqueue("content", "fields.xml", each.get(0), each.get(1)))
                .toList();

        assertThat(first).doesNotHaveDuplicates();
        assertThat(fields)
                .map(each -> enqueue("content", "fields.xml", each.get(0), each.get(1)))
                .isEqualTo(first);
    }

    @Test
    void countsWhatCameUnderAKeyAsTheNewestOfItsIdentifier() {
        String a = enqueue("A", "keys.xml", null, null);
        Message b = drover.queues.enqueue(export, drover.message("B", "keys.xml", "key of B"));

        assertThat(enqueue("A", "keys.xml", null, null)).isNotIn(a, b.uid());
        assertThat(drover.queues.enqueue(export, drover.message("B", "keys.xml", "key of B")))
                .isEqualTo(b);
    }

    @ParameterizedTest
    @EnumSource
    void enqueuesAgainOnlyWhatHasFailed(MessageStatus status) {
        String first = enqueue(status.name(), "failed.xml", null, null);
        drover.sql("UPDATE drover.message SET status = '" + status + "' WHERE uid = '" + first + "'");

        String again = enqueue(status.name(), "failed.xml", null, null);

        switch (status) {
            case PreProcessingError, PostProcessingFailed, Canceled ->
                assertThat(again).isNotEqualTo(first);
            default -> assertThat(again).isEqualTo(first);
        }
    }

    private String enqueue(String content, String externalId, String company, String entity) {
        Payload payload = drover.message(content).payload();
        return drover.queues
                .enqueue(
                        export,
                        NewMessage.of(payload, null)
                                .withProperties(MessageProperties.NONE
                                        .withExternalId(externalId)
                                        .withCompany(company)
                                        .withEntity(entity)))
                .uid();
    }

    @Test
    void findsAMessageByEitherIdInAnyForm() {
        Message message = drover.queues.enqueue(export, drover.message("found"));

        for (String id : List.of(message.uid(), message.ids().executionUid())) {
            for (String form : List.of("%s", "\"%s\"", "{%s}", "\"{%s}\"", " %s ", "\\\"%s\\\"")) {
                assertThat(drover.queues.find(form.formatted(id))).as(form).contains(message);
            }
        }
        assertThat(drover.queues.find(message.uid().toUpperCase(Locale.ROOT))).contains(message);
        assertThat(drover.queues.find("nothing")).isEmpty();
        assertThat(drover.queues.find("")).isEmpty();
    }

    @Test
    void cancelsWhatWaitsAndRetriesIt() {
        RecurringJobDefinition load = QueueFixture.recurring(Direction.IMPORT);
        Message message = drover.queues.enqueue(load, drover.message("cancelled"));

        Message cancelled = drover.queues.cancel(message);
        assertThat(cancelled.status()).isEqualTo(MessageStatus.Canceled);
        assertThat(drover.queues.depth(load).count()).isZero();
        assertRefused(Kind.INVALID, "has ended", () -> drover.queues.cancel(cancelled));

        Message again = drover.queues.retry(cancelled);
        assertThat(again.status()).isEqualTo(MessageStatus.Enqueued);
        assertThat(drover.queues.depth(load).oldest()).isEqualTo(again.state().created());
        assertRefused(Kind.INVALID, "can be tried again", () -> drover.queues.retry(again));
    }

    @Test
    void refusesWhatTheDatabaseCouldNotTake() {
        assertRefused(Kind.INVALID, "NUL", () -> drover.queues.enqueue(export, drover.message("x", "a\0b", null)));
        assertRefused(
                Kind.INVALID,
                "513 characters; it may have 512",
                () -> drover.queues.enqueue(export, drover.message("x", "a".repeat(513), null)));
        Message taken = drover.queues.enqueue(export, drover.message("x"));
        NewMessage same = NewMessage.of(null, null).withExecutionUid(taken.ids().executionUid());
        assertRefused(Kind.CONFLICT, "is taken", () -> drover.queues.enqueue(export, same));
    }

    @Test
    void listsTheNewestFirst() {
        RecurringJobDefinition load = QueueFixture.recurring(Direction.IMPORT);
        Message first = drover.queues.enqueue(load, drover.message("1"));
        Message second = drover.queues.enqueue(load, drover.message("2"));

        assertThat(drover.queues.list(load.activity(), null, null, 10)).containsExactly(second, first);
        assertThat(drover.queues.list(load.activity(), null, second.id(), 10)).containsExactly(first);
        assertThat(drover.queues.list(null, null, null, 1)).containsExactly(second);
        assertThat(Optional.of(first).flatMap(message -> drover.queues.find(message.uid())))
                .contains(first);
    }
}
