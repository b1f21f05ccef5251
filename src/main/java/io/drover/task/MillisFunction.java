package io.drover.task;

import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.util.TimeUtils;

/**
 * {@code {{millis:30m}}} in a route is 1800000, for options that take only milliseconds, such as the time-outs of
 * camel-http. Immutable.
 */
@org.apache.camel.spi.annotations.PropertiesFunction("millis")
public final class MillisFunction implements PropertiesFunction {
    private static final Pattern DURATION = Pattern.compile("\\d+(d|h|m|s|ms)?|(\\d+(d|h|m|s))+");

    @Override
    public String getName() {
        return "millis";
    }

    @Override
    public String apply(String duration) {
        if (!DURATION.matcher(duration).matches()) {
            throw new IllegalArgumentException("'" + duration + "' is no duration such as 30m, 90s or 500ms");
        }
        return String.valueOf(TimeUtils.toMilliSeconds(duration));
    }
}
