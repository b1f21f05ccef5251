package io.drover.task;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.util.TimeUtils;

/**
 * {@code {{millis:30m}}} in a route is 1800000, for options that take only milliseconds, such as the time-outs of
 * camel-http; {@code {{millis:30m,10s}}} is the shortest of several, without those that are not written there. Immutable.
 */
@org.apache.camel.spi.annotations.PropertiesFunction("millis")
public final class MillisFunction implements PropertiesFunction {
    private static final Pattern DURATION = Pattern.compile("\\d+(d|h|m|s|ms)?|(\\d+(d|h|m|s))+");

    @Override
    public String getName() {
        return "millis";
    }

    @Override
    public String apply(String durations) {
        return Arrays.stream(durations.split(","))
                .filter(duration -> !duration.isBlank())
                .map(MillisFunction::millis)
                .min(Long::compare)
                .map(String::valueOf)
                .orElseThrow(() -> noDuration(durations));
    }

    private static long millis(String duration) {
        if (!DURATION.matcher(duration).matches()) {
            throw noDuration(duration);
        }
        return TimeUtils.toMilliSeconds(duration);
    }

    private static IllegalArgumentException noDuration(String text) {
        return new IllegalArgumentException("'" + text + "' is no duration such as 30m, 90s or 500ms");
    }
}
