package io.drover.deploy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the start of a server is: for the console, the health page and whoever asks the API too early. Thread-safe. */
public final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private final ScheduledExecutorService console = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "startup");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String stage = "the database and Camel";
    private volatile boolean ready;

    /** Says on the console how far the start is, again and again until it has ended. Not for commands: scripts read what they say. */
    @SuppressWarnings("FutureReturnValueIgnored") // it only logs
    public void tell(Duration every) {
        long millis = every.toMillis();
        console.scheduleAtFixedRate(() -> LOG.info("Starting: {}", stage), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** So many of them are there. */
    void at(int done, int all, String what) {
        stage = done + " of " + all + " " + what;
    }

    /** What is being done; empty once the server is ready. */
    public Optional<String> stage() {
        return ready ? Optional.empty() : Optional.of(stage);
    }

    /** The server is ready; or it will never be, and has said why. */
    public void ends() {
        ready = true;
        console.shutdownNow();
    }
}
