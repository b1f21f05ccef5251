package io.drover.queue.definition;

import io.drover.definition.DefinitionReader;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.InstallationFile;
import io.drover.definition.Kind;
import io.drover.definition.problem.Problem;
import io.drover.definition.problem.Problems;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.SourceDefinition;
import io.drover.provider.datapackage.PackageDestination;
import io.drover.provider.datapackage.PackageSource;
import io.drover.provider.detect.DetectSource;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.FileSource;
import io.drover.provider.sql.read.SqlSource;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.store.queue.Direction;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Whether recurring jobs fit the jobs that they name, and whether each has an id of its own. One per look at the folder. */
public final class RecurringJobCheck implements Kind.Resolver<RecurringJobXml, RecurringJobDefinition> {
    private final SortedMap<String, JobDefinition> jobs;
    private final Map<UUID, Path> ids = new HashMap<>();

    /** @param jobs that can be used, by name whatever its case */
    RecurringJobCheck(SortedMap<String, JobDefinition> jobs) {
        this.jobs = jobs;
    }

    /**
     * Checks the file of a new recurring job that is about to be put beside the definitions that there are.
     *
     * @return what is wrong, by line; empty when it is good
     */
    public static List<Problem> validateNew(Path file, Definitions others) throws NoSuchFileException {
        Problems problems = new Problems(file);
        DefinitionReader.read(problems)
                .ifPresent(document -> checkNew((RecurringJobXml) document.bean(), others, problems));
        return problems.byLine();
    }

    private static void checkNew(RecurringJobXml xml, Definitions others, Problems problems) {
        SortedMap<String, JobDefinition> jobs = others.all(JobDefinition.class);
        SortedMap<String, RecurringJobDefinition> recurringJobs = others.all(RecurringJobDefinition.class);
        RecurringJobCheck check = new RecurringJobCheck(jobs);
        recurringJobs.values().forEach(other -> check.ids.put(other.id(), other.file()));
        check.check(xml, check.withItsJob(RecurringJobConverter.convert(xml, problems)), problems);
        RecurringJobDefinition same = recurringJobs.get(xml.name);
        if (same != null) {
            problems.add(
                    xml.line,
                    "the name \"%s\" is taken by %s; give this one another"
                            .formatted(xml.name, same.file().getFileName()));
        }
    }

    @Override
    public RecurringJobDefinition resolve(
            RecurringJobXml xml, RecurringJobDefinition alone, InstallationFile file, Problems problems) {
        RecurringJobDefinition recurring = withItsJob(alone);
        check(xml, recurring, problems);
        return recurring;
    }

    /** With the name of its job as the job's own file writes it, where there is one. */
    private RecurringJobDefinition withItsJob(RecurringJobDefinition recurring) {
        JobDefinition job = jobs.get(recurring.job());
        return job == null ? recurring : recurring.withJob(job.name());
    }

    private void check(RecurringJobXml xml, RecurringJobDefinition recurring, Problems problems) {
        Path first = ids.putIfAbsent(recurring.id(), recurring.file());
        if (first != null) {
            problems.add(
                    xml.line,
                    "the id %s is taken by %s; give this one (%s) another: drover recurring-job new makes one"
                            .formatted(
                                    recurring.id(),
                                    first.getFileName(),
                                    recurring.file().getFileName()));
        }
        JobDefinition job = jobs.get(recurring.job());
        if (job == null) {
            problems.add(
                    xml.job.line,
                    "there is no usable job \"%s\" in %s; usable are %s"
                            .formatted(
                                    recurring.job(),
                                    FileKind.JOB.folder(),
                                    jobs.isEmpty() ? "none" : String.join(", ", jobs.keySet())));
            return;
        }
        misfit(recurring, job).ifPresent(misfit -> problems.add(xml.job.line, misfit));
        checkEntities(xml, job, problems);
    }

    /** Whether an id is still that of a definition that was kept because its file turned bad. */
    @Override
    public boolean keeps(RecurringJobDefinition recurring) {
        return ids.getOrDefault(recurring.id(), recurring.file()).equals(recurring.file());
    }

    private static Optional<String> misfit(RecurringJobDefinition recurring, JobDefinition job) {
        boolean packages = recurring.kind() == PayloadKind.PACKAGE;
        return Optional.ofNullable(
                        recurring.direction() == Direction.IMPORT
                                ? importMisfit(job.source(), packages)
                                : exportMisfit(job, packages))
                .map(misfit -> "the job \"%s\" %s".formatted(job.name(), misfit));
    }

    private static String importMisfit(SourceDefinition source, boolean packages) {
        if (!(source instanceof FileSource files)) {
            return "reads a database, and an import reads the files that clients send: name a job with a file source, or set direction=\"export\"";
        }
        if (packages && !(files.format() instanceof PackageSource) && !(files.format() instanceof DetectSource)) {
            return "reads no data packages: name one with the source <package/>, or set kind=\"file\"";
        }
        if (!packages && files.format() instanceof PackageSource) {
            return "reads data packages: set kind=\"package\", or name one with another source";
        }
        return null;
    }

    private static String exportMisfit(JobDefinition job, boolean packages) {
        if (!(job.destination() instanceof FileDestination files)) {
            return "writes to a database, and an export writes files that clients fetch: name a job with a file destination, or set direction=\"import\"";
        }
        if (!(job.source() instanceof SqlSource)) {
            return "reads files, and an export reads a database: name a job with the source <sql>";
        }
        if (files.endpoint() != null) {
            return "sends its files to an <endpoint>, and those of an export wait for clients: name a job without one";
        }
        if (packages != files.format() instanceof PackageDestination) {
            return packages
                    ? "writes no data packages: name one with the destination <package>, or set kind=\"file\""
                    : "writes data packages: set kind=\"package\", or name one with another destination";
        }
        return null;
    }

    private static void checkEntities(RecurringJobXml xml, JobDefinition job, Problems problems) {
        SortedMap<String, String> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        job.mappings().forEach(mapping -> tables.put(mapping.sourceTable(), mapping.sourceTable()));
        if (tables.isEmpty()) {
            return; // every table of the source is mapped, whatever its name
        }
        for (RecurringJobXml.NamedEntity entity : xml.entities) {
            if (!tables.containsKey(entity.table)) {
                problems.add(
                        entity.line,
                        "the job \"%s\" maps no source table %s; mapped are %s"
                                .formatted(job.name(), entity.table, String.join(", ", tables.values())));
            }
        }
    }
}
