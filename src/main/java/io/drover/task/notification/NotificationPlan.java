package io.drover.task.notification;

import io.drover.addin.notification.NotificationParameters;
import io.drover.addin.notification.WebhookAddress;
import io.drover.definition.Catalog;
import io.drover.store.Store;
import io.drover.store.event.ChannelState;
import io.drover.store.event.Notification.Channel;
import io.drover.store.event.NotificationDecisions;
import io.drover.store.event.TaskEvents;
import io.drover.task.TaskVariables;
import io.drover.task.definition.TaskDefinition;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who is told of what the database says has happened to tasks, and when. Thread-safe. */
final class NotificationPlan {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationPlan.class);

    private final Catalog catalog;
    private final TaskVariables variables;
    private final TaskEvents events;
    private final NotificationDecisions decisions;
    private final Clock clock;
    /** Why it cannot be decided who is told of a task, by task. */
    private final Map<String, String> undecidable = new ConcurrentHashMap<>();

    NotificationPlan(Catalog catalog, TaskVariables variables, Store store, Clock clock) {
        this.catalog = catalog;
        this.variables = variables;
        this.events = new TaskEvents(store);
        this.decisions = new NotificationDecisions(store);
        this.clock = clock;
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
            Optional<TaskDefinition> task = catalog.current().find(TaskDefinition.class, name);
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

    /** Why it cannot be decided who is told of a task, by task. */
    Map<String, String> undecidable() {
        return new TreeMap<>(undecidable);
    }
}
