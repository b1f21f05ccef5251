package io.drover.server;

import io.drover.api.http.BucketUploads;
import io.drover.bucket.Retentions;
import io.drover.connector.UploadChecks;
import io.drover.http.HttpServerFactory;
import io.drover.queue.retention.CleanUp;
import io.drover.server.Server.Mode;
import io.drover.task.notification.NotificationWorkers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does beside its routes: it renews leases, processes queues, cleans up, tells what happened. It begins step by step as the
 * start goes on, and may be stopped after any of them.
 */
final class BackgroundWork {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    private final Rooms rooms;
    private final CamelContext camel;
    private LeaseWatch leases;
    private QueueMetrics queueMetrics;
    private NotificationWorkers notifications;

    BackgroundWork(Rooms rooms, CamelContext camel) {
        this.rooms = rooms;
        this.camel = camel;
    }

    /** From here on what runs is kept. */
    void renewLeases() {
        leases = new LeaseWatch(rooms.base().store());
        leases.start();
    }

    /** Definitions are there: queues are processed, and clients are let in. */
    void listen(HttpServerFactory http) {
        Rooms.Base base = rooms.base();
        Rooms.Queueing queueing = rooms.queueing();
        queueing.runs().start();
        queueMetrics =
                new QueueMetrics(queueing.monitor(), () -> camel.getRegistry().findSingleByType(MeterRegistry.class));
        queueMetrics.start();
        new CleanUp(base.settings(), base.catalog(), base.store(), queueing.payloads())
                .schedule(camel.getExecutorServiceManager());
        new Retentions(rooms.jobs().buckets()).schedule(camel.getExecutorServiceManager());
        base.collecting().revalidation().start();
        http.checkUploads(new BucketUploads(
                rooms.jobs().buckets(),
                queueing.payloads(),
                new UploadChecks(base.settings(), base.catalog(), base.store(), queueing.payloads())));
        http.open();
    }

    /** What happened is told. */
    void notifyOthers() {
        notifications = new NotificationWorkers(
                rooms.tasking().notifications(),
                rooms.tasking().watch(),
                rooms.base().settings(),
                Clock.systemUTC());
        notifications.start();
    }

    /** No new work; what is under way goes on. */
    void stop() {
        rooms.queueing().runs().stop();
        rooms.base().collecting().revalidation().close();
        stopNotifications();
    }

    /** A server sends what is left when it starts again; what a command has brought about is told before it ends. */
    private void stopNotifications() {
        if (notifications != null) {
            notifications.stop();
        } else if (rooms.base().mode() == Mode.COMMAND
                && rooms.tasking().tasks().wasAsked()) {
            try {
                NotificationWorkers.once(rooms.tasking().notifications());
            } catch (RuntimeException e) {
                LOG.warn("what happened is told by the next server: {}", e.toString());
            }
        }
    }

    /** After {@link #stop}: waits for the messages that are being processed. */
    void awaitMessages(TimeBudget deadline) {
        rooms.queueing().runs().awaitEnd(deadline.left().toSeconds());
    }

    /** After {@link #stop}: waits for what is being sent. */
    void awaitNotifications(TimeBudget deadline) {
        if (queueMetrics != null) {
            queueMetrics.close();
        }
        if (notifications != null) {
            notifications.awaitEnd(deadline.left().toSeconds());
        }
    }

    /** Nothing runs any more that a lease could be renewed for. */
    void endLeases() {
        if (leases != null) {
            leases.close();
        }
    }
}
