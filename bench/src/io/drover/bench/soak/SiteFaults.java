package io.drover.bench.soak;

import io.drover.crash.RestartablePostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What happens to a site: one fault after the other, chosen by lot; pauses go on meanwhile. Ends with everything as it should be. */
final class SiteFaults implements AutoCloseable {
    private static final int LONGEST_BETWEEN_SECONDS = 15;
    private static final int LONGEST_OUTAGE_SECONDS = 6;

    private final Site site;
    private final RestartablePostgres postgres;
    private final SoakDisk disk;
    private final List<Kind> lots;
    private final int[] pauseSeconds;
    private final Random random;
    private final Map<Kind, Integer> happened = new EnumMap<>(Kind.class);
    private final List<String> ended = new ArrayList<>();
    private final ScheduledExecutorService keeper = Executors.newScheduledThreadPool(2);

    /** The faults there are; how often each comes up is by the tickets that it has. */
    enum Kind {
        KILL(6),
        PAUSE(2),
        DATABASE(2),
        DISK(2);

        private final int tickets;

        Kind(int tickets) {
            this.tickets = tickets;
        }
    }

    /**
     * @param postgres null: no database is restarted
     * @param pauseSeconds the shortest and the longest pause
     */
    SiteFaults(
            Site site,
            RestartablePostgres postgres,
            SoakDisk disk,
            Set<Kind> kinds,
            int[] pauseSeconds,
            Random random) {
        this.site = site;
        this.postgres = postgres;
        this.disk = disk;
        this.pauseSeconds = pauseSeconds.clone();
        this.random = random;
        this.lots = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            boolean possible =
                    switch (kind) {
                        case DATABASE -> postgres != null;
                        case DISK -> disk.canBeFilled();
                        default -> true;
                    };
            for (int i = 0; possible && kinds.contains(kind) && i < kind.tickets; i++) {
                lots.add(kind);
            }
        }
    }

    /** Lets faults happen for a time. */
    @SuppressWarnings("FutureReturnValueIgnored") // the keeper reports its own failures
    void during(long minutes) throws IOException, InterruptedException {
        keeper.scheduleAtFixedRate(this::keep, 1, 1, TimeUnit.SECONDS);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        while (System.nanoTime() < end) {
            Thread.sleep(1_000L + random.nextInt(LONGEST_BETWEEN_SECONDS * 1_000));
            if (!lots.isEmpty() && System.nanoTime() < end) {
                hit(lots.get(random.nextInt(lots.size())));
            }
        }
        for (SoakNode node : site.nodes()) {
            node.resume();
        }
    }

    private void keep() {
        for (SoakNode node : site.nodes()) {
            try {
                if (node.revive()) {
                    ended.add(node.url() + ": " + String.join(" / ", node.lastWords()));
                }
            } catch (IOException e) {
                System.err.println("... " + node.url() + " cannot be started again: " + e);
            }
        }
    }

    private void hit(Kind kind) throws IOException, InterruptedException {
        SoakNode node = site.nodes().get(random.nextInt(site.nodes().size()));
        if (node.isPaused() && (kind == Kind.KILL || kind == Kind.PAUSE)) {
            return;
        }
        happened.merge(kind, 1, Integer::sum);
        switch (kind) {
            case KILL -> node.kill();
            case PAUSE -> pause(node);
            case DATABASE -> {
                postgres.stopAtOnce();
                outage();
                postgres.start();
            }
            case DISK -> {
                disk.fill();
                outage();
                disk.clear();
            }
        }
    }

    private void outage() throws InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_OUTAGE_SECONDS * 1_000));
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void pause(SoakNode node) throws IOException, InterruptedException {
        node.pause();
        int seconds = pauseSeconds[0] + random.nextInt(Math.max(1, pauseSeconds[1] - pauseSeconds[0]));
        keeper.schedule(
                () -> {
                    node.resume();
                    return null;
                },
                seconds,
                TimeUnit.SECONDS);
    }

    /** What has happened, in words. */
    String summary() {
        return happened.isEmpty() ? "no faults" : happened.toString().toLowerCase(java.util.Locale.ROOT);
    }

    /** The nodes that have ended without having been killed, with their last words. */
    List<String> ended() {
        return List.copyOf(ended);
    }

    /** From now on nobody starts what ends. */
    @Override
    public void close() {
        keeper.shutdownNow();
    }
}
