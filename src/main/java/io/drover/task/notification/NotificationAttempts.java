package io.drover.task.notification;

import io.drover.addin.notification.NotificationParameters;
import io.drover.addin.notification.WebhookAddress;
import io.drover.definition.Catalog;
import io.drover.settings.Settings;
import io.drover.settings.secrets.Secrets;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.event.Notification;
import io.drover.store.event.Notification.Channel;
import io.drover.store.event.NotificationOutbox;
import io.drover.store.event.TaskEvent;
import io.drover.store.event.TaskEvents;
import io.drover.task.TaskVariables;
import io.drover.task.definition.TaskDefinition;
import io.drover.task.notification.NotificationSender.Attempt;
import io.drover.task.notification.NotificationSender.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts to send what was claimed, and what follows: it has arrived, is tried again later, or is given up. */
final class NotificationAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationAttempts.class);

    private final CamelContext camel;
    private final Catalog catalog;
    private final TaskVariables variables;
    private final TaskEvents events;
    private final NotificationOutbox outbox;
    private final RunReports reports;
    private final NotificationSender sender;

    NotificationAttempts(CamelContext camel, Settings settings, Catalog catalog, Store store, Clock clock) {
        this.camel = camel;
        this.catalog = catalog;
        this.variables = new TaskVariables(camel);
        this.events = new TaskEvents(store);
        this.outbox = new NotificationOutbox(store);
        this.reports = new RunReports(settings, store);
        this.sender = new NotificationSender(camel, settings, clock);
    }

    /** Tries to send what was claimed, and notes what became of it. */
    void make(Notification claimed) {
        Crashpoint.reached("notification.claimed");
        Optional<TaskDefinition> task =
                catalog.current().find(TaskDefinition.class, claimed.about().task());
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
            catalog.current()
                    .find(TaskDefinition.class, claimed.about().task())
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

    /** Such as: the mail about Failed. */
    static String words(Notification notification) {
        return "the " + (notification.about().channel() == Channel.Mail ? "mail" : "webhook") + " about "
                + notification.about().kind();
    }
}
