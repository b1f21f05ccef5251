package io.drover.settings.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/**
 * Leaves out what Camel's consumers say each time they cannot poll, twice a second as a rule, with a stack trace: Drover says once of a route
 * that it receives nothing, and why. They are seen again at the level DEBUG of their logger.
 */
public final class PollingFailures extends TurboFilter {
    private static final String FAILED = "Failed polling endpoint: ";

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable failure) {
        return level == Level.WARN
                        && format != null
                        && format.startsWith(FAILED)
                        && logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
