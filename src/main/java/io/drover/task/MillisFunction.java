package io.drover.task;

import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.util.TimeUtils;

/**
 * {@code {{millis:30m}}} in a route is 1800000, for options that take only milliseconds, such as the time-outs of
 * camel-http. Immutable.
 */
@org.apache.camel.spi.annotations.PropertiesFunction("millis")
public final class MillisFunction implements PropertiesFunction {
    @Override
    public String getName() {
        return "millis";
    }

    @Override
    public String apply(String duration) {
        return String.valueOf(TimeUtils.toMilliSeconds(duration));
    }
}
