package io.drover.task.notification;

import io.drover.definition.Catalog;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.event.Notification;
import io.drover.store.event.Notification.Channel;
import io.drover.store.event.Notification.State;
import io.drover.store.event.NotificationOutbox;
import io.drover.store.event.NotificationOutbox.Line;
import io.drover.task.TaskVariables;
import io.drover.task.definition.TaskDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;

/**
 * Tells people and other systems what happened to tasks: decides who is told of what the database says has happened, and sends
 * it until it has arrived or ten attempts have failed. What a run came to never depends on it. Thread-safe.
 */
public final class Notifications {
    private static final int SHOWN = 20;

    private final Catalog catalog;
    private final TaskVariables variables;
    private final NotificationOutbox outbox;
    private final NotificationPlan plan;
    private final NotificationAttempts attempts;
    private final Duration kept;

    public Notifications(CamelContext camel, Settings settings, Catalog catalog, Store store, Clock clock) {
        this.catalog = catalog;
        this.variables = new TaskVariables(camel);
        this.outbox = new NotificationOutbox(store);
        this.plan = new NotificationPlan(catalog, variables, store, clock);
        this.attempts = new NotificationAttempts(camel, settings, catalog, store, clock);
        this.kept = Duration.ofDays(settings.number("drover.clean-up.history-days"));
    }

    /** At start: what an earlier life of this server was sending is sent again. */
    void recover() {
        outbox.releaseOwn();
    }

    /** Decides about all that has happened since the last look. */
    void decide() {
        plan.decide();
    }

    /**
     * Claims what is due, for each receiver as much as there is a place for: one that does not answer keeps nobody else waiting.
     *
     * @param slots what is being sent
     */
    List<ClaimedNotification> claim(ReceiverSlots slots) {
        List<ClaimedNotification> all = new ArrayList<>();
        for (Line line : outbox.due()) {
            String receiver = receiver(line);
            int free = slots.free(receiver);
            if (free > 0) {
                outbox.claim(line, free).forEach(each -> {
                    slots.take(receiver);
                    all.add(new ClaimedNotification(each, receiver));
                });
            }
        }
        return all;
    }

    /** What is to be sent, and who gets it: as two that answer together or not at all. */
    record ClaimedNotification(Notification notification, String receiver) {}

    /** The mail server, or the host of a webhook; the task itself where nobody knows. */
    private String receiver(Line line) {
        if (line.channel() == Channel.Mail) {
            return "mail";
        }
        try {
            return catalog.current()
                    .find(TaskDefinition.class, line.task())
                    .map(task -> variables.notification(task).webhook().address())
                    .map(address -> address.getRawAuthority().toLowerCase(Locale.ROOT))
                    .orElse("task " + line.task());
        } catch (IllegalArgumentException e) {
            return "task " + line.task(); // said when it is tried
        }
    }

    /** Sends what was claimed, and notes what became of it. */
    void send(Notification claimed) {
        attempts.make(claimed);
    }

    /** What could not be told, for people who look after the server. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        plan.undecidable().forEach((task, reason) -> troubles.add(task + ": nobody can be told: " + reason));
        outbox.troubles(SHOWN)
                .forEach(each -> troubles.add(each.about().task() + ": " + NotificationAttempts.words(each)
                        + (each.sending().state() == State.GivenUp ? " was given up: " : " is tried again: ")
                        + each.sending().reason()));
        return troubles;
    }

    /** Removes what is older than drover.clean-up.history-days. */
    void cleanUp() {
        outbox.cleanUp(kept);
    }
}
