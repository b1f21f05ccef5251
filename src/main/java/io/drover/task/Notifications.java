package io.drover.task;

import io.drover.addin.notification.NotificationParameters;
import io.drover.addin.notification.WebhookAddress;
import io.drover.definition.Catalog;
import io.drover.settings.Settings;
import io.drover.settings.secrets.Secrets;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.event.ChannelState;
import io.drover.store.event.Notification;
import io.drover.store.event.Notification.Channel;
import io.drover.store.event.Notification.State;
import io.drover.store.event.NotificationDecisions;
import io.drover.store.event.NotificationOutbox;
import io.drover.store.event.NotificationOutbox.Line;
import io.drover.store.event.TaskEvent;
import io.drover.store.event.TaskEvents;
import io.drover.task.NotificationSender.Attempt;
import io.drover.task.NotificationSender.Outcome;
import io.drover.task.definition.TaskDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people and other systems what happened to tasks: decides who is told of what the database says has happened, and sends
 * it until it has arrived or ten attempts have failed. What a run came to never depends on it. Thread-safe.
 */
public final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final int SHOWN = 20;

    private final CamelContext camel;
    private final Catalog catalog;
    private final TaskVariables variables;
    private final TaskEvents events;
    private final NotificationDecisions decisions;
    private final NotificationOutbox outbox;
    private final RunReports reports;
    private final NotificationSender sender;
    private final Clock clock;
    private final Duration kept;
    /** Why it cannot be decided who is told of a task, by task. */
    private final Map<String, String> undecidable = new ConcurrentHashMap<>();

    public Notifications(CamelContext camel, Settings settings, Catalog catalog, Store store, Clock clock) {
        this.camel = camel;
        this.catalog = catalog;
        this.variables = new TaskVariables(camel);
        this.events = new TaskEvents(store);
        this.decisions = new NotificationDecisions(store);
        this.outbox = new NotificationOutbox(store);
        this.reports = new RunReports(settings, store);
        this.sender = new NotificationSender(camel, settings, clock);
        this.clock = clock;
        this.kept = Duration.ofDays(settings.number("drover.clean-up.history-days"));
    }

    /** At start: what an earlier life of this server was sending is sent again. */
    void recover() {
        outbox.releaseOwn();
    }

    /** Decides about all that has happened since the last look. */
    void decide() {
        for (String task : events.undecided()) {
            decide(task);
        }
        decisions.release(clock.instant());
    }

    private void decide(String name) {
        try {
            Optional<TaskDefinition> task = task(name);
            Optional<NotificationParameters> parameters = task.map(variables::notification);
            while (decisions.next(name, (event, channel, state, held) -> parameters
                    .filter(each -> each.has(channel))
                    .filter(each -> !isGone(each, channel, state))
                    .map(each -> rules(each, channel).decide(event.kind(), state, held, clock.instant())))) {
                undecidable.remove(name);
            }
        } catch (IllegalArgumentException e) {
            if (undecidable.put(name, e.getMessage()) == null) {
                LOG.warn("{}  nobody can be told what happened: {}", name, e.getMessage());
            }
        }
    }

    private static NotificationRules rules(NotificationParameters parameters, Channel channel) {
        return new NotificationRules(parameters.onFailureOnly(), parameters.interval(channel));
    }

    private static boolean isGone(NotificationParameters parameters, Channel channel, ChannelState state) {
        return channel == Channel.Webhook
                && WebhookAddress.hash(parameters.webhook().address()).equals(state.gone());
    }

    private Optional<TaskDefinition> task(String name) {
        return Optional.ofNullable(catalog.current().all(TaskDefinition.class).get(name));
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
            return task(line.task())
                    .map(task -> variables.notification(task).webhook().address())
                    .map(address -> address.getRawAuthority().toLowerCase(Locale.ROOT))
                    .orElse("task " + line.task());
        } catch (IllegalArgumentException e) {
            return "task " + line.task(); // said when it is tried
        }
    }

    /** Sends what was claimed, and notes what became of it. */
    void send(Notification claimed) {
        Crashpoint.reached("notification.claimed");
        Optional<TaskDefinition> task = task(claimed.about().task());
        Attempt attempt = task.map(found -> attempt(found, claimed))
                .orElseGet(() -> Attempt.failed("there is no task of this name just now"));
        if (attempt.outcome() != Outcome.SENT && (camel.isStopping() || camel.isStopped())) {
            outbox.giveBack(claimed);
        } else {
            note(claimed, attempt);
        }
    }

    private Attempt attempt(TaskDefinition task, Notification claimed) {
        try {
            NotificationParameters parameters = variables.notification(task);
            Optional<TaskEvent> event = events.find(claimed.about().event());
            if (event.isEmpty() || !parameters.has(claimed.about().channel())) {
                return Attempt.sent("nobody is to be told any more");
            }
            return sender.send(
                    task, claimed, parameters, reports.of(task, event.get(), claimed), outbox.recipients(claimed));
        } catch (Exception e) {
            return Attempt.failed(NotificationSender.reason(e));
        }
    }

    private void note(Notification claimed, Attempt attempt) {
        String reason = attempt.reason() == null ? null : Secrets.hide(attempt.reason());
        if (attempt.outcome() == Outcome.SENT) {
            outbox.sent(claimed, reason);
            if (reason != null) {
                LOG.warn("{}  {} was sent {}", claimed.about().task(), words(claimed), reason);
            }
            return;
        }
        if (attempt.outcome() == Outcome.REFUSED) {
            giveUp(claimed, reason);
            return;
        }
        if (attempt.left() != null) {
            outbox.recipients(claimed, attempt.left());
        }
        if (attempt.outcome() == Outcome.GONE) {
            task(claimed.about().task())
                    .map(task -> variables.notification(task).webhook().address())
                    .ifPresent(address -> outbox.gone(claimed, WebhookAddress.hash(address)));
            giveUp(claimed, reason + ": nothing is sent to this address any more");
            return;
        }
        Optional<Duration> pause = RetrySchedule.pause(claimed.sending().attempts(), attempt.retryAfterSeconds());
        if (pause.isPresent()) {
            outbox.postpone(claimed, reason, pause.get());
            if (claimed.sending().attempts() == 1) {
                LOG.warn(
                        "{}  {} could not be sent and is tried again: {}",
                        claimed.about().task(),
                        words(claimed),
                        reason);
            }
        } else {
            giveUp(claimed, reason);
        }
    }

    private void giveUp(Notification claimed, String reason) {
        outbox.giveUp(claimed, reason);
        LOG.error(
                "{}  {} is given up after {}: {}",
                claimed.about().task(),
                words(claimed),
                claimed.sending().attempts() == 1
                        ? "one attempt"
                        : claimed.sending().attempts() + " attempts",
                reason);
    }

    private static String words(Notification notification) {
        return "the " + (notification.about().channel() == Channel.Mail ? "mail" : "webhook") + " about "
                + notification.about().kind();
    }

    /** What could not be told, for people who look after the server. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        new TreeMap<>(undecidable).forEach((task, reason) -> troubles.add(task + ": nobody can be told: " + reason));
        outbox.troubles(SHOWN)
                .forEach(each -> troubles.add(each.about().task() + ": " + words(each)
                        + (each.sending().state() == State.GivenUp ? " was given up: " : " is tried again: ")
                        + each.sending().reason()));
        return troubles;
    }

    /** Removes what is older than drover.clean-up.history-days. */
    void cleanUp() {
        outbox.cleanUp(kept);
    }
}
