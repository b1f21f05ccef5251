package io.drover.settings.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.util.FileSize;
import io.drover.settings.secrets.HidingLayout;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stays when somebody has a Logback file of his own (-Dlogback.configurationFile): no appender writes secrets, and data/log has
 * the log file that support asks for.
 */
public final class OwnLogback {
    private static final Logger LOG = LoggerFactory.getLogger(OwnLogback.class);
    private static final String FILE = "drover-file";

    private OwnLogback() {}

    /** Completes the configuration that is in force; what is Drover's own already stays as it is. */
    public static synchronized void complete() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLoggerList().forEach(OwnLogback::hide);
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        String folder = System.getProperty("drover.log", "data/log");
        if (!writes(root, folder + "/drover.log")) {
            root.addAppender(file(context, folder));
        }
    }

    private static void hide(AppenderAttachable<ILoggingEvent> from) {
        for (Iterator<Appender<ILoggingEvent>> each = from.iteratorForAppenders(); each.hasNext(); ) {
            hide(each.next());
        }
    }

    @SuppressWarnings("unchecked") // appenders hold appenders of the same events
    private static void hide(Appender<ILoggingEvent> appender) {
        if (appender instanceof AppenderAttachable<?> holder) {
            hide((AppenderAttachable<ILoggingEvent>) holder);
        } else if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
            Encoder<ILoggingEvent> encoder = stream.getEncoder();
            if (encoder != null && !hides(encoder)) {
                HidingEncoder<ILoggingEvent> hiding = new HidingEncoder<>(encoder);
                hiding.setContext(stream.getContext());
                hiding.start();
                stream.setEncoder(hiding);
            }
        } else if (appender.getClass().getName().startsWith("ch.qos.logback.")) {
            LOG.warn(
                    "the appender {} of your Logback file may write secrets: Drover can only leave them out of those that"
                            + " write to the console or a file",
                    appender.getName());
        }
    }

    private static boolean hides(Encoder<?> encoder) {
        return encoder instanceof HidingEncoder
                || (encoder instanceof LayoutWrappingEncoder<?> wrapping
                        && !(encoder instanceof PatternLayoutEncoder)
                        && wrapping.getLayout() instanceof HidingLayout);
    }

    private static boolean writes(AppenderAttachable<ILoggingEvent> root, String file) {
        for (Iterator<Appender<ILoggingEvent>> each = root.iteratorForAppenders(); each.hasNext(); ) {
            Appender<ILoggingEvent> appender = each.next();
            if ((appender instanceof RollingFileAppender<?> rolling && file.equals(rolling.getFile()))
                    || FILE.equals(appender.getName())) {
                return true;
            }
        }
        return false;
    }

    /** As in Drover's own logback.xml. */
    private static Appender<ILoggingEvent> file(LoggerContext context, String folder) {
        HidingLayout layout = new HidingLayout();
        layout.setContext(context);
        layout.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - %msg%n");
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(folder + "/drover.%d.%i.log.gz");
        rolling.setMaxFileSize(FileSize.valueOf("50MB"));
        rolling.setMaxHistory(30);
        rolling.setTotalSizeCap(FileSize.valueOf("1GB"));
        rolling.start();
        file.setContext(context);
        file.setName(FILE);
        file.setFile(folder + "/drover.log");
        file.setEncoder(encoder);
        file.setRollingPolicy(rolling);
        file.start();
        return file;
    }
}
