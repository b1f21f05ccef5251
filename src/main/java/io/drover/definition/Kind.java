package io.drover.definition;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of definition files, told apart by their root element. */
enum Kind {
    JOB("job", "Jobs", "job.xsd", 8),
    TASK("scheduledTask", "ScheduledTasks", "scheduled-task.xsd", 8),
    CONFIG("Parameters", "Config", "config.xsd", 1),
    RECURRING_JOB("recurringJob", "RecurringJobs", "recurring-job.xsd", 1);

    final String root;
    final String folder;
    final String xsd;
    /** How deep its files may lie: 1 is right in the folder. */
    final int depth;

    Kind(String root, String folder, String xsd, int depth) {
        this.root = root;
        this.folder = folder;
        this.xsd = xsd;
        this.depth = depth;
    }

    static Optional<Kind> ofRoot(String element) {
        return Arrays.stream(values()).filter(kind -> kind.root.equals(element)).findFirst();
    }

    /** The folder within this kind's that a file lies in, such as {@code erp/night}; empty for right there. */
    String group(Path definitions, Path file) {
        Path parent = definitions.resolve(folder).relativize(file).getParent();
        return parent == null ? "" : parent.toString().replace(File.separatorChar, '/');
    }

    /** {@code <job> (in Jobs), ...}: for messages. */
    static String allowed() {
        return Arrays.stream(values())
                .map(kind -> "<%s> (in %s)".formatted(kind.root, kind.folder))
                .collect(Collectors.joining(", "));
    }
}
