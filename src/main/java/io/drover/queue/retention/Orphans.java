package io.drover.queue.retention;

import io.drover.queue.payload.PayloadStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that no message refers to: what a crash left between the payload and its row, and uploads that were broken off. Only
 * those are removed that nobody has written to within the grace.
 */
final class Orphans {
    private static final int HEX_DIGITS = 64;

    private final PayloadStore payloads;
    private final MessageRemover remover;

    Orphans(PayloadStore payloads, MessageRemover remover) {
        this.payloads = payloads;
        this.remover = remover;
    }

    /** Removes them; says how many. */
    long sweep() throws IOException {
        Instant before = Instant.now().minus(payloads.grace());
        long removed = uploads(before);
        for (Path upper : folder(payloads.root())) {
            if (!upper.equals(payloads.incomingFolder())) {
                for (Path lower : folder(upper)) {
                    removed += payloads(lower, before);
                }
            }
        }
        return removed;
    }

    private long uploads(Instant before) throws IOException {
        long removed = 0;
        for (Path upload : folder(payloads.incomingFolder())) {
            removed += isOlder(upload, before) && Files.deleteIfExists(upload) ? 1 : 0;
        }
        return removed;
    }

    private long payloads(Path lower, Instant before) throws IOException {
        List<String> old = new ArrayList<>();
        for (Path file : folder(lower)) {
            String name = file.getFileName().toString();
            if (name.length() == HEX_DIGITS && isOlder(file, before)) {
                old.add(name);
            }
        }
        long removed = 0;
        for (int from = 0; from < old.size(); from += MessageRemover.BATCH) {
            removed += remover.files(old.subList(from, Math.min(from + MessageRemover.BATCH, old.size())));
        }
        return removed;
    }

    private static List<Path> folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static boolean isOlder(Path file, Instant instant) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
        } catch (NoSuchFileException e) {
            return false; // it has just been adopted
        }
    }
}
