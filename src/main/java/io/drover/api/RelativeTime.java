package io.drover.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long ago, as people write it: 30d, 12h, 90 minutes. */
public final class RelativeTime {
    private static final Pattern AGE =
            Pattern.compile("(\\d{1,6})\\s*(s|seconds?|m|minutes?|h|hours?|d|days?)", Pattern.CASE_INSENSITIVE);

    private RelativeTime() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; the message is for the user
     */
    public static Duration parse(String text) {
        Matcher age = AGE.matcher(text.strip());
        if (!age.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no age: a number of seconds, minutes, hours or days such as 30d or 12 hours");
        }
        long count = Long.parseLong(age.group(1));
        return switch (Character.toLowerCase(age.group(2).charAt(0))) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
