package io.drover.task.notification;

import io.drover.settings.Settings;
import io.drover.task.TaskWatch;
import io.drover.task.notification.Notifications.ClaimedNotification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a serving server that look after tasks: what happened is told, and what is overdue is found. Not Camel's
 * threads: those are interrupted at the stop, and H2 closes its file under an interrupted thread.
 */
public final class NotificationWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationWorkers.class);
    private static final Duration BETWEEN_CLEAN_UPS = Duration.ofHours(6);

    private final Notifications notifications;
    private final TaskWatch watch;
    private final long delayMillis;
    private final long watchMillis;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newScheduledThreadPool(2, threads("notifications"));
    private final ExecutorService sending = Executors.newCachedThreadPool(threads("notification"));
    private final ReceiverSlots slots = new ReceiverSlots();
    private Instant cleanUp = Instant.EPOCH;

    public NotificationWorkers(Notifications notifications, TaskWatch watch, Settings settings, Clock clock) {
        this.notifications = notifications;
        this.watch = watch;
        this.delayMillis = settings.seconds("drover.notifications.delay").toMillis();
        this.watchMillis = settings.seconds("drover.notifications.watch").toMillis();
        this.clock = clock;
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins to look. */
    @SuppressWarnings("FutureReturnValueIgnored") // the looks report their own failures
    public void start() {
        notifications.recover();
        looks.scheduleWithFixedDelay(this::look, delayMillis, delayMillis, TimeUnit.MILLISECONDS);
        looks.scheduleWithFixedDelay(this::watch, watchMillis, watchMillis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            notifications.decide();
            notifications.claim(slots).forEach(this::begin);
            if (clock.instant().isAfter(cleanUp)) {
                notifications.cleanUp();
                cleanUp = clock.instant().plus(BETWEEN_CLEAN_UPS);
            }
        } catch (Throwable e) {
            LOG.warn("notifications wait: {}", String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private void begin(ClaimedNotification claimed) {
        sending.execute(() -> {
            try {
                notifications.send(claimed.notification());
            } catch (Throwable e) {
                LOG.warn(
                        "{}  what became of a notification is not noted: {}",
                        claimed.notification().about().task(),
                        e.toString());
            } finally {
                slots.leave(claimed.receiver());
            }
        });
    }

    private void watch() {
        try {
            watch.look();
        } catch (Throwable e) {
            LOG.warn(
                    "overdue tasks cannot be looked for: {}",
                    String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** What a command does before it ends: tells once what has happened, without waiting for a better time. */
    public static void once(Notifications notifications) {
        notifications.decide();
        for (ClaimedNotification claimed : notifications.claim(new ReceiverSlots())) {
            notifications.send(claimed.notification());
        }
    }

    /** Begins nothing any more. */
    public void stop() {
        looks.shutdown();
        sending.shutdown();
    }

    /** After {@link #stop}: waits until what was under way has ended, at most so long; never interrupts it. */
    public void awaitEnd(long seconds) {
        try {
            looks.awaitTermination(seconds, TimeUnit.SECONDS);
            sending.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
