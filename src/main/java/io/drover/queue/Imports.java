package io.drover.queue;

import io.drover.job.MessageJobs;
import io.drover.job.definition.JobDefinition;
import io.drover.job.export.WorkFolder;
import io.drover.job.run.RunOptions;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.datapackage.PackageSource;
import io.drover.provider.format.FileSource;
import io.drover.provider.format.Formats;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.QueueException;
import io.drover.settings.Settings;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.MessageRuns.Order;
import io.drover.store.queue.Message;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs jobs on the payloads of messages. */
final class Imports {
    /** What a name ends with that says how its content is to be taken. */
    private static final Pattern EXTENSION = Pattern.compile("(?i)[^.](\\.[a-z][a-z0-9]{0,7}(\\.(gz|zip))?)$");

    private final Settings settings;
    private final MessageJobs jobs;
    private final MessagePayloads payloads;

    Imports(Settings settings, MessageJobs jobs, MessagePayloads payloads) {
        this.settings = settings;
        this.jobs = jobs;
        this.payloads = payloads;
    }

    /**
     * Runs a job for a message.
     *
     * @param recurring whose message it is; null: that of a data management action
     * @return the run; empty when it could not be begun now
     */
    Optional<Execution> run(JobDefinition job, Message message, RecurringJobDefinition recurring, Order order)
            throws IOException {
        boolean trial = !ActionOptions.of(message).execute();
        try (WorkFolder folder = WorkFolder.make(settings)) {
            Payload payload = payloads.of(message);
            Optional<String> table = table(job, message, recurring);
            String unknown = table.isPresent() ? null : unknown(job, message);
            JobDefinition loaded =
                    table.map(name -> ofEntity(job, message, name)).orElse(job);
            String name = clean(table.orElseGet(message.properties()::entity)) + extension(job, message);
            return jobs.run(
                    loaded,
                    message,
                    folder.link(payload.path(), name),
                    message.content().file() == null ? name : message.content().file(),
                    order,
                    new RunOptions(company(message, recurring), null, trial, unknown, null));
        } catch (QueueException e) {
            if (payloads.isElsewhere(message)) {
                return Optional.empty(); // gone since it was looked at
            }
            RunOptions refused = new RunOptions(null, null, false, e.getMessage(), null);
            return jobs.run(job, message, null, String.valueOf(message.content().file()), order, refused);
        }
    }

    private static String company(Message message, RecurringJobDefinition recurring) {
        if (recurring == null) {
            return message.properties().company();
        }
        boolean own =
                recurring.naming().companyFromMessage() && message.properties().company() != null;
        return own
                ? recurring
                        .naming()
                        .legalEntity(message.properties().company())
                        .orElse(message.properties().company())
                : recurring.naming().company();
    }

    /** The source table that a message is for, which the name of its file tells in formats that do not say it themselves. */
    private static Optional<String> table(JobDefinition job, Message message, RecurringJobDefinition recurring) {
        List<String> tables = tables(job);
        if (message.properties().entity() == null || readsPackages(job)) {
            return Optional.of(tables.size() == 1 ? tables.get(0) : baseName(message));
        }
        String entity = recurring == null
                ? message.properties().entity()
                : recurring
                        .naming()
                        .entities()
                        .getOrDefault(
                                message.properties().entity(),
                                message.properties().entity());
        return tables.isEmpty()
                ? Optional.of(entity)
                : tables.stream().filter(entity::equalsIgnoreCase).findFirst();
    }

    /** The job as it reads a file that is of one table: what the file calls it may be the entity's label. */
    private static JobDefinition ofEntity(JobDefinition job, Message message, String table) {
        boolean decided = message.properties().entity() != null || tables(job).size() == 1;
        if (!decided || !(job.source() instanceof FileSource source)) {
            return job;
        }
        List<String> labels = Stream.of(message.properties().entity(), table)
                .filter(Objects::nonNull)
                .toList();
        return job.withSource(
                new FileSource(source.format().ofEntity(table, labels), source.endpoint(), source.bucket()));
    }

    private static String unknown(JobDefinition job, Message message) {
        return "the entity '" + message.properties().entity() + "' is none that the job " + job.name()
                + " loads; it loads " + String.join(", ", tables(job));
    }

    private static List<String> tables(JobDefinition job) {
        return job.mappings().stream()
                .map(MappingDefinition::sourceTable)
                .distinct()
                .toList();
    }

    private static boolean readsPackages(JobDefinition job) {
        return job.source() instanceof FileSource source && source.format() instanceof PackageSource;
    }

    private static String baseName(Message message) {
        return message.content().file() == null
                ? message.queue().job()
                : message.content()
                        .file()
                        .substring(
                                0,
                                message.content().file().length()
                                        - given(message).length());
    }

    private static String extension(JobDefinition job, Message message) {
        String given = given(message);
        if (!given.isEmpty()) {
            return given;
        }
        return job.source() instanceof FileSource source
                ? Formats.of(source.format()).extension()
                : ".dat"; // its content tells what it is
    }

    private static String given(Message message) {
        Matcher extension = EXTENSION.matcher(
                message.content().file() == null ? "" : message.content().file());
        return extension.find() ? extension.group(1) : "";
    }

    private static String clean(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").strip();
        String begun = clean.isEmpty() || clean.startsWith(".") ? "_" + clean : clean;
        return begun.length() > 200 ? begun.substring(0, 200) : begun;
    }
}
