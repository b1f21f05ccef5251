package io.drover.job;

import java.io.IOException;
import java.sql.SQLException;

/** Failures in words for the user. */
final class Reasons {
    private Reasons() {}

    /** What a failure says, on one line. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isDiskFull(cause)) {
                return "disk full: " + oneLine(cause.getMessage());
            }
        }
        String message = failure.getMessage();
        if (failure instanceof SQLException || failure instanceof IOException) {
            return oneLine(message);
        }
        return message == null ? failure.toString() : oneLine(message);
    }

    private static boolean isDiskFull(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("No space left on device")
                || (cause instanceof SQLException sql && "53100".equals(sql.getSQLState()));
    }

    private static String oneLine(String message) {
        return message == null
                ? "no reason given"
                : message.replaceAll("\\s+", " ").strip();
    }
}
