package io.drover.connection;

import java.util.regex.Pattern;

/** Failures that pass when a server comes back: what clients of servers throw when those do not answer, by the names of its classes. */
public final class Unreached {
    private static final Pattern AWAY = Pattern.compile(
            ".*(IO|Connect|Connection|Socket|Timeout|TimedOut|UnknownHost|Unreachable|Unavailable|Communication|Network|JMS|SQL"
                    + "|Mqtt|NoSuchFile|NotFound)[A-Za-z]*(Exception|Error)");

    private static final Pattern NOT_AWAY =
            Pattern.compile("org\\.apache\\.camel\\..*|java\\.lang\\..*|.*ClassNotFound.*");

    private Unreached() {}

    /** Whether a failure or one of its causes is of that kind; whatever else goes wrong does not pass by itself. */
    public static boolean isReasonOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getName();
            if (AWAY.matcher(name).matches() && !NOT_AWAY.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }
}
