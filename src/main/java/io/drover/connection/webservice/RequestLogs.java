package io.drover.connection.webservice;

import io.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests and answers that tasks keep: files in Log/TASK, each up to a size, all for so many days and up to a size together.
 * Thread-safe.
 */
final class RequestLogs {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLogs.class);
    private static final Pattern NAME =
            Pattern.compile("\\d{8}-\\d{6}-\\d{3}(-\\d+)?-(request|response)(-\\d+)?\\.\\w+(\\.part)?");
    /** Bytes of the disk that logs leave free. */
    private static final long RESERVE = 100L << 20;

    private final Path folder;
    private final long fileLimit;
    private final long totalLimit;
    private final Duration age;

    RequestLogs(Settings settings) {
        folder = settings.folders().log();
        fileLimit = settings.bytes("drover.log.requests.max-file");
        totalLimit = settings.bytes("drover.log.requests.max-size");
        age = Duration.ofDays(settings.number("drover.log.requests.days"));
    }

    private record KeptLog(Path file, Instant written, long size) {}

    /**
     * Begins the log of one request of a task; makes room for it.
     *
     * @param hiding takes secrets out of a text
     */
    RequestLog open(String task, UnaryOperator<String> hiding) {
        Path home = folder.resolve(task).normalize();
        if (!folder.normalize().equals(home.getParent())) {
            throw new IllegalArgumentException("the task '" + task + "' has no name that a folder of logs can have");
        }
        try {
            Files.createDirectories(home);
            cleanUp();
            if (Files.getFileStore(home).getUsableSpace() < RESERVE + 2 * fileLimit) {
                LOG.warn("{}  the request and its answer are not logged: the disk of {} is nearly full", task, folder);
                return RequestLog.NONE;
            }
            return RequestLog.in(home, fileLimit, hiding);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{}  the request and its answer are not logged: {}", task, e.toString());
            return RequestLog.NONE;
        }
    }

    /** Deletes what is too old, then the oldest of what is too much. */
    synchronized void cleanUp() throws IOException {
        List<KeptLog> kept = kept();
        Instant oldest = Instant.now().minus(age);
        long size = kept.stream().mapToLong(KeptLog::size).sum();
        for (KeptLog file : kept) {
            if (file.written().isBefore(oldest) || size > totalLimit) {
                Files.deleteIfExists(file.file());
                size -= file.size();
            }
        }
    }

    /** The logs of requests, the oldest first; whatever else lies there is not ours. */
    private List<KeptLog> kept() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<KeptLog> kept = new ArrayList<>();
        try (Stream<Path> files = Files.find(folder, 2, (file, attributes) -> attributes.isRegularFile())) {
            for (Path file : files.filter(RequestLogs::isLog).toList()) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    kept.add(new KeptLog(file, attributes.lastModifiedTime().toInstant(), attributes.size()));
                } catch (NoSuchFileException e) {
                    // Another node cleans up as well
                }
            }
        }
        kept.sort(Comparator.comparing(KeptLog::written));
        return kept;
    }

    private static boolean isLog(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }
}
