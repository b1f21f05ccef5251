package io.drover.definition;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of definition files, told apart by their root element. */
enum Kind {
    JOB("job", "Jobs", "job.xsd"),
    TASK("scheduledTask", "ScheduledTasks", "scheduled-task.xsd"),
    CONFIG("Parameters", "Config", "config.xsd"),
    RECURRING_JOB("recurringJob", "RecurringJobs", "recurring-job.xsd");

    final String root;
    final String folder;
    final String xsd;

    Kind(String root, String folder, String xsd) {
        this.root = root;
        this.folder = folder;
        this.xsd = xsd;
    }

    static Optional<Kind> ofRoot(String element) {
        return Arrays.stream(values()).filter(kind -> kind.root.equals(element)).findFirst();
    }

    /** {@code <job> (in Jobs), ...}: for messages. */
    static String allowed() {
        return Arrays.stream(values())
                .map(kind -> "<%s> (in %s)".formatted(kind.root, kind.folder))
                .collect(Collectors.joining(", "));
    }
}
