package io.drover.task.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.event.Notification;
import io.drover.store.event.Notification.Channel;
import io.drover.store.event.NotificationDecisions;
import io.drover.store.event.NotificationKind;
import io.drover.store.event.NotificationOutbox;
import io.drover.store.event.TaskEvents;
import io.drover.store.ledger.Claims;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told what, and when, by an injected clock; on a real database. */
abstract class NotificationDecisionsContract {
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    private Store store;
    private TaskRuns runs;
    private TaskEvents events;
    private NotificationDecisions decisions;
    private NotificationOutbox outbox;
    private Instant now = BEGIN;

    abstract Map<String, String> database();

    @BeforeEach
    void open(@TempDir Path home) {
        Map<String, String> settings = new HashMap<>(database());
        settings.put("drover.data", home.resolve("data").toString());
        store = Store.open(Settings.of(settings));
        runs = new TaskRuns(store);
        events = new TaskEvents(store);
        decisions = new NotificationDecisions(store);
        outbox = new NotificationOutbox(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRemoteSystemThatIsBrokenDoesNotFillMailboxes() {
        List<String> told = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            now = BEGIN.plus(Duration.ofMinutes(minute));
            end(Outcome.Failed);
            told.addAll(tell(false));
        }

        assertThat(told).containsExactly("Failed 0", "Failed 14", "Failed 14", "Failed 14");
    }

    @Test
    void whatWasHeldBackIsToldWhenTheTimeHasComeThoughNothingMoreHappens() {
        end(Outcome.Failed);
        assertThat(tell(false)).containsExactly("Failed 0");
        end(Outcome.Failed);
        end(Outcome.Failed);
        assertThat(tell(false)).isEmpty();

        now = now.plus(INTERVAL);
        assertThat(tell(false)).containsExactly("Failed 1");
    }

    @Test
    void theFirstSuccessAfterAFailureIsToldAtOnceAndOnce() {
        end(Outcome.Completed);
        assertThat(tell(true)).isEmpty();
        end(Outcome.Failed);
        assertThat(tell(true)).containsExactly("Failed 0");
        end(Outcome.Failed);
        end(Outcome.Completed);
        end(Outcome.Completed);
        assertThat(tell(true)).containsExactly("Recovered 1");
    }

    @Test
    void aFailureIsToldAtOnceThoughASuccessWasToldShortlyBefore() {
        end(Outcome.Completed);
        end(Outcome.Completed);
        assertThat(tell(false)).containsExactly("Completed 0");
        end(Outcome.Failed);
        assertThat(tell(false)).containsExactly("Failed 1");
    }

    @Test
    void aRunThatTheStopOfTheServerBrokeOffIsToldByTheNextOne() {
        runs.start("Task", null);
        new Claims(store).releaseOwn();

        assertThat(tell(true)).containsExactly("Failed 0");
    }

    @Test
    void anAlertIsEnteredOnce() {
        assertThat(events.alert("Task", NotificationKind.Stale, "stale/1", null, "late", now))
                .isTrue();
        assertThat(events.alert("Task", NotificationKind.Stale, "stale/1", null, "late", now))
                .isFalse();
        assertThat(tell(true)).containsExactly("Stale 0");
        assertThat(events.alert("Task", NotificationKind.Stale, "stale/1", null, "late", now))
                .isFalse();
    }

    @Test
    void nodesThatDecideAndSendAtTheSameTimeDoEachThingOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            end(Outcome.Failed);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Notification>>> claimed = Stream.generate(() -> nodes.submit(() -> {
                        decideAll(false, Duration.ZERO);
                        return claim(outbox, 100);
                    }))
                    .limit(4)
                    .toList();
            List<String> all = new ArrayList<>();
            for (Future<List<Notification>> each : claimed) {
                each.get().forEach(notification -> all.add(notification.uid()));
            }
            claim(outbox, 100).forEach(notification -> all.add(notification.uid()));
            assertThat(all).hasSize(20).doesNotHaveDuplicates();
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void whatANodeWasSendingWhenItStoppedIsSentAgainUnderTheSameId() {
        end(Outcome.Failed);
        decideAll(false, INTERVAL);
        String uid = claim(outbox, 10).get(0).uid();
        assertThat(claim(outbox, 10)).isEmpty();

        outbox.releaseOwn();
        assertThat(claim(outbox, 10)).extracting(Notification::uid).containsExactly(uid);
    }

    private void end(Outcome outcome) {
        TaskRun run = runs.start("Task", null).orElseThrow();
        runs.end(run, outcome, null, Map.of());
    }

    /** Decides on all and gives what is to be sent now: its kind, and how many were held back. */
    private List<String> tell(boolean onFailureOnly) {
        decideAll(onFailureOnly, INTERVAL);
        decisions.release(now);
        return claim(outbox, 100).stream()
                .peek(notification -> outbox.sent(notification, null))
                .map(notification -> notification.about().kind() + " " + notification.heldBack())
                .toList();
    }

    private void decideAll(boolean onFailureOnly, Duration interval) {
        NotificationRules rules = new NotificationRules(onFailureOnly, interval);
        while (decisions.next(
                "Task",
                (event, channel, state, held) -> channel == Channel.Mail
                        ? Optional.of(rules.decide(event.kind(), state, held, now))
                        : Optional.empty())) {
            // the next one
        }
    }

    private static List<Notification> claim(NotificationOutbox outbox, int limit) {
        return outbox.due().stream()
                .flatMap(line -> outbox.claim(line, limit).stream())
                .toList();
    }
}
