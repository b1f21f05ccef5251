package io.drover.settings.secrets;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Lines of a log without secrets, whichever part of them they would stand in: message, stack trace, thread, logger. */
public final class HidingLayout extends PatternLayout {

    @Override
    public String doLayout(ILoggingEvent event) {
        return Secrets.hide(super.doLayout(event));
    }
}
