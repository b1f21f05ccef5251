package io.drover.deploy.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * A failed exchange as one line with its route and step, in place of Camel's, which names neither. Where the step is not known,
 * Camel's own line stays. What Camel tells of the exchange's history (camel.main.messageHistory) follows on lines of its own.
 */
final class FailureLines extends TurboFilter {
    private static final Pattern FAILED =
            Pattern.compile("(?s)Failed delivery for \\(MessageId: \\S+ on ExchangeId: (\\S+)\\)[^\\n]*(.*)");
    private static final String CAMEL = "org.apache.camel.processor.errorhandler.";
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.drover.routes");
    private static final FailureLines ONE = new FailureLines();

    private FailureLines() {
        setName("failure-lines");
    }

    static void addTo(CamelContext camel) {
        camel.getCamelContextExtension().addInterceptStrategy(new FailedSteps());
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        synchronized (ONE) {
            if (!context.getTurboFilterList().contains(ONE)) {
                ONE.setContext(context);
                ONE.start();
                context.addTurboFilter(ONE);
            }
        }
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] params, Throwable failure) {
        if (format == null || !logger.getName().startsWith(CAMEL) || !level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        Matcher failed = FAILED.matcher(format);
        Optional<FailedSteps.Step> step = failed.matches() ? FailedSteps.last(failed.group(1)) : Optional.empty();
        if (step.isEmpty()) {
            return FilterReply.NEUTRAL;
        }
        String line = step.get() + failed.group(2);
        if (level == Level.WARN) {
            LOG.warn(line, failure);
        } else {
            LOG.error(line, failure);
        }
        return FilterReply.DENY;
    }
}
