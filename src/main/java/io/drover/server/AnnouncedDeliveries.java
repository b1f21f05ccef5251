package io.drover.server;

import io.drover.deploy.Deployments;
import io.drover.job.Jobs;
import io.drover.server.Server.Mode;
import io.drover.store.ledger.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Takes the deliveries that tasks have announced: without the inbox routes of a serving server, a command or a test runs them itself. */
final class AnnouncedDeliveries implements Consumer<Delivery> {
    private final Mode mode;
    private final Jobs jobs;
    /** Is made with the tasks, and so after this. */
    private Deployments deployments;

    AnnouncedDeliveries(Mode mode, Jobs jobs) {
        this.mode = mode;
        this.jobs = jobs;
    }

    /** To be called before a task runs: who sends on what its job has written. */
    void sendBy(Deployments rooms) {
        this.deployments = rooms;
    }

    @Override
    public void accept(Delivery delivery) {
        if (mode != Mode.SERVE) {
            try {
                jobs.inboxes().runAll(delivery.job());
                deployments.endpointRuns().send(jobs.definition(delivery.job()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        jobs.inboxes().awaited(delivery);
    }
}
