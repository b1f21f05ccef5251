package io.drover.addin.images;

import io.drover.addin.images.ImageIndex.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The images of one run: some at a time, each on its own, with what came of it in the index every few seconds, so that a run that
 * breaks off is gone on with.
 */
final class ImageRun {
    private static final int MOST_REASONS = 5;
    /** So many one after the other that cannot be had: the media service is away. */
    private static final int OUTAGE = 20;

    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);

    private final ImageIndex index;
    private final ImageFolder folder;
    private final ImageDownload download;
    private final List<String> reasons = new ArrayList<>();
    private int downloaded;
    private int unchanged;
    private int failed;
    private int removed;
    private int outage;
    private String brokenOff;

    /** What came of one image. */
    private record Outcome(ImageValue image, Entry before, Entry after, IOException failure) {}

    ImageRun(ImageIndex index, ImageFolder folder, ImageDownload download) {
        this.index = index;
        this.folder = folder;
        this.download = download;
    }

    /**
     * Gets the images.
     *
     * @param stops whether the server stops
     */
    void get(List<ImageValue> images, int atOnce, Duration limit, BooleanSupplier stops)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(limit);
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "images");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Outcome> outcomes = new ExecutorCompletionService<>(threads);
            images.forEach(image -> outcomes.submit(() -> one(image)));
            int open = images.size();
            Instant saved = Instant.now();
            while (open > 0 && brokenOff == null) {
                Future<Outcome> done = outcomes.poll(500, TimeUnit.MILLISECONDS);
                if (done != null) {
                    open--;
                    note(done);
                }
                if (Instant.now().isAfter(saved.plus(SAVE_EVERY))) {
                    index.save();
                    saved = Instant.now();
                }
                brokenOff = open == 0 ? null : reasonToStop(end, limit, stops);
            }
            failed += open;
        } finally {
            threads.shutdownNow();
            boolean ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            index.save();
            if (!ended) {
                brokenOff = "a download does not end";
            }
        }
    }

    private String reasonToStop(Instant end, Duration limit, BooleanSupplier stops) {
        if (outage >= OUTAGE) {
            return "the media service is away: " + outage + " images after each other could not be had";
        }
        if (Instant.now().isAfter(end)) {
            return "the time limit of " + limit.toMinutes() + " minutes is over (parameter downloadTimeLimit)";
        }
        return stops.getAsBoolean() ? "the server stops" : null;
    }

    private Outcome one(ImageValue image) throws InterruptedException {
        Entry known = index.find(image.id()).orElseThrow();
        try {
            return new Outcome(image, known, download.get(image, known), null);
        } catch (IOException e) {
            return new Outcome(image, known, known, e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a download gives back what it was given when there was nothing to fetch
    private void note(Future<Outcome> done) throws InterruptedException {
        Outcome outcome;
        try {
            outcome = done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        if (outcome.failure() != null) {
            failed++;
            outage = ImageDownload.isOutage(outcome.failure()) ? outage + 1 : 0;
            if (reasons.size() < MOST_REASONS) {
                reasons.add(outcome.before().file() + " (" + outcome.image().id() + "): "
                        + outcome.failure().getMessage());
            }
            return;
        }
        outage = 0;
        index.put(outcome.after());
        if (outcome.after() == outcome.before()) {
            unchanged++;
        } else {
            downloaded++;
        }
    }

    /** Takes away the files of images that are in the answer no more. */
    void removeOthers(List<ImageValue> images) throws IOException {
        Set<String> present = new HashSet<>();
        images.forEach(image -> present.add(image.id()));
        for (Entry entry : index.all()) {
            if (!present.contains(entry.id())) {
                folder.delete(entry.file());
                index.remove(entry.id());
                removed += entry.size() >= 0 ? 1 : 0;
            }
        }
        index.save();
    }

    String report() {
        return downloaded + " images downloaded, " + unchanged + " unchanged, " + failed + " failed, " + removed
                + " removed";
    }

    /** What went wrong, or null. */
    String failure() {
        if (failed == 0 && brokenOff == null) {
            return null;
        }
        return (brokenOff == null ? "" : brokenOff + "; the next run goes on where this one ended; ")
                + report()
                + (reasons.isEmpty() ? "" : ". The first: " + String.join("; ", reasons));
    }
}
