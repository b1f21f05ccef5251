package io.drover.definition.text;

import java.time.Duration;
import java.util.Locale;

/** Durations and sizes as people write them in definition files; the schemas have seen to their form: a number and a unit. */
public final class Amounts {
    private Amounts() {}

    /** {@code 30 minutes}: a number of seconds, minutes, hours or days. */
    public static Duration duration(String text) {
        String[] parts = parts(text);
        long count = Long.parseLong(parts[0]);
        return switch (parts[1].charAt(0)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** {@code 50 MB}: a number of KB, MB or GB, of 1024 each. */
    public static long bytes(String text) {
        String[] parts = parts(text);
        int shift =
                switch (parts[1].toUpperCase(Locale.ROOT)) {
                    case "KB" -> 10;
                    case "MB" -> 20;
                    default -> 30;
                };
        return Long.parseLong(parts[0]) << shift;
    }

    private static String[] parts(String text) {
        return text.strip().split(" ", -1);
    }
}
