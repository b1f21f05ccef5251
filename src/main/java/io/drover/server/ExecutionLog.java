package io.drover.server;

import io.drover.job.run.ExecutionListener;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console's one line an execution. */
public final class ExecutionLog implements ExecutionListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.executions");

    @Override
    public void ended(Execution execution) {
        if (execution.status() == Status.Failed) {
            LOG.error("{}", line(execution));
        } else if (execution.status() != Status.Completed) {
            LOG.warn("{}", line(execution));
        } else {
            LOG.info("{}", line(execution));
        }
    }

    /** Job, file, counts, seconds and rows/s; the message when there is one. */
    public static String line(Execution execution) {
        double seconds = execution.duration().toMillis() / 1000.0;
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s  %s  read %d  inserted %d  updated %d  unchanged %d  deleted %d  rejected %d",
                execution.job(),
                onOneLine(execution.file()),
                execution.read(),
                execution.inserted(),
                execution.updated(),
                execution.unchanged(),
                execution.deleted(),
                execution.rejected()));
        if (execution.skipped() > 0) {
            line.append("  skipped ").append(execution.skipped());
        }
        line.append(String.format(Locale.ROOT, "  %.2f s  %,.0f rows/s", seconds, rate(execution, seconds)));
        if (execution.status() != Status.Completed) {
            line.append("  ").append(execution.status());
        }
        if (execution.message() != null) {
            line.append(": ").append(onOneLine(execution.message()));
        }
        return line.append("  (execution ").append(execution.id()).append(')').toString();
    }

    /** A file may have line breaks in its name, with which it would write lines of its own. */
    private static String onOneLine(String name) {
        return name == null ? null : name.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
    }

    private static double rate(Execution execution, double seconds) {
        return seconds == 0 ? execution.read() : execution.read() / seconds;
    }
}
