package io.drover.queue.payload;

import io.drover.queue.payload.QueueException.Kind;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether payloads may be written: enough of the disk is free, and the last write did not fail. After a failed one nothing is
 * accepted until a probe has been written and forced to the disk; it is tried when somebody asks, once a second at most.
 */
final class DiskGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long PROBE_EVERY_NANOS = 1_000_000_000;
    private static final long LOOK_EVERY_NANOS = 100_000_000;

    private final Path folder;
    private final MinimumFreeSpace minFree;
    private final AtomicReference<String> failure = new AtomicReference<>();
    private long probed;
    private volatile Measurement last = new Measurement(0, Optional.empty());

    private record Measurement(long at, Optional<String> shortage) {}

    DiskGuard(Settings settings, Path folder) {
        this.folder = folder;
        this.minFree = MinimumFreeSpace.of(settings.get("drover.min-free-disk"));
    }

    void require() {
        trouble().ifPresent(text -> {
            throw new QueueException(Kind.UNAVAILABLE, text);
        });
    }

    Optional<String> trouble() {
        return failing().or(this::shortage);
    }

    Optional<String> failing() {
        return Optional.ofNullable(failure.get()).filter(failed -> !recovers());
    }

    void failed(IOException cause) {
        String text = "payloads cannot be written (" + kind(cause) + "): nothing new is accepted until they can";
        if (failure.getAndSet(text) == null) {
            LOG.error("{}", text, cause);
        }
    }

    /** Without the path that most of these exceptions name. */
    private static String kind(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("No space left")
                ? "the disk is full"
                : cause.getClass().getSimpleName();
    }

    private synchronized boolean recovers() {
        long now = System.nanoTime();
        if (failure.get() == null) {
            return true;
        }
        if (now - probed < PROBE_EVERY_NANOS && probed != 0) {
            return false;
        }
        probed = now;
        if (!probeWorks()) {
            return false;
        }
        failure.set(null);
        LOG.info("payloads can be written again");
        return true;
    }

    private boolean probeWorks() {
        Path probe = folder.resolve("probe");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(8192));
                channel.force(true);
            }
            Files.delete(probe);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> shortage() {
        Measurement look = last;
        long now = System.nanoTime();
        if (look.at() == 0 || now - look.at() > LOOK_EVERY_NANOS) {
            look = new Measurement(now, lookForShortage());
            last = look;
        }
        return look.shortage();
    }

    private Optional<String> lookForShortage() {
        try {
            Files.createDirectories(folder);
            FileStore disk = Files.getFileStore(folder);
            long free = disk.getUsableSpace();
            long needed = minFree.bytes(disk.getTotalSpace());
            return free >= needed
                    ? Optional.empty()
                    : Optional.of(
                            "the disk is nearly full: %d MB are free, drover.min-free-disk asks for %d MB; nothing new is"
                                            .formatted(free >> 20, needed >> 20)
                                    + " accepted until there is room, what is in the queues is still delivered and processed");
        } catch (IOException e) {
            return Optional.of("the folder for payloads cannot be used (" + kind(e) + ")");
        }
    }
}
