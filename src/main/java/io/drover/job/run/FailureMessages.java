package io.drover.job.run;

import io.drover.store.StorableText;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Failures in words for the user. */
public final class FailureMessages {
    /** As Linux and Windows say it. */
    private static final Pattern NO_SPACE =
            Pattern.compile("No space left on device|not enough space on the disk|Disk quota exceeded");

    /** A failure may quote what it is about. */
    private static final int LONGEST = 2_000;

    private FailureMessages() {}

    /** What a failure says, on one line and not too long. */
    public static String of(Throwable failure) {
        return StorableText.cut(whole(failure), LONGEST);
    }

    private static String whole(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "out of memory (" + failure.getMessage()
                    + "): a smaller delivery, or more memory (-Xmx in JAVA_OPTS), may help";
        }
        Optional<Throwable> diskFull = diskFull(failure);
        if (diskFull.isPresent()) {
            return "disk full: " + oneLine(diskFull.get().getMessage());
        }
        String message = failure.getMessage();
        if (failure instanceof SQLException || failure instanceof IOException) {
            return oneLine(message);
        }
        return message == null || failure instanceof Error ? oneLine(failure.toString()) : oneLine(message);
    }

    /** Whether there was no space left: nothing is wrong with the delivery then. */
    static boolean isDiskFull(Throwable failure) {
        return diskFull(failure).isPresent();
    }

    private static Optional<Throwable> diskFull(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause ->
                        NO_SPACE.matcher(String.valueOf(cause.getMessage())).find()
                                || (cause instanceof SQLException sql && "53100".equals(sql.getSQLState())))
                .findFirst();
    }

    private static String oneLine(String message) {
        return message == null
                ? "no reason given"
                : message.replaceAll("\\s+", " ").strip();
    }
}
