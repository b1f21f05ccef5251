package io.drover.server;

import io.drover.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a server in order. One deadline holds for all that is under way, whatever is being reloaded, loaded or sent.
 *
 * @param rooms empty when the start has not come so far
 * @param background empty when the start has not come so far
 */
record ServerStop(Settings settings, CamelProcess process, Optional<Rooms> rooms, Optional<BackgroundWork> background) {

    /** @param last what is done when nothing runs any more, whatever has failed before */
    void run(Runnable last) {
        TimeBudget deadline = TimeBudget.in(Duration.ofSeconds(settings.number("camel.main.shutdownTimeout")));
        TimeBudget undone = deadline.plus(settings.seconds("drover.jobs.undo-time"));
        CountDownLatch stopped = new CountDownLatch(1);
        rooms.ifPresent(made -> {
            stopJobsAt(deadline, made, stopped);
            made.deployments().stop(deadline.left());
        });
        background.ifPresent(BackgroundWork::stop);
        try {
            process.stop(undone);
            background.ifPresent(work -> work.awaitMessages(undone));
        } finally {
            stopped.countDown();
            rooms.ifPresent(made -> made.jobs().stop());
            background.ifPresent(work -> work.awaitNotifications(undone));
            process.shutdown();
            background.ifPresent(BackgroundWork::endLeases);
            last.run();
        }
    }

    /**
     * Camel waits for what is under way, and interrupts it when its time is up. A load is told to stop before that: between two
     * batches it can be undone and leaves a word in the history, while an interrupt would shut H2's file under it.
     */
    private static void stopJobsAt(TimeBudget deadline, Rooms rooms, CountDownLatch stopped) {
        Thread thread = new Thread(
                () -> {
                    try {
                        if (stopped.await(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                            return; // they are stopped where the server stops, before its database is closed
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    rooms.jobs().stop();
                },
                "stop-jobs");
        thread.setDaemon(true);
        thread.start();
    }
}
