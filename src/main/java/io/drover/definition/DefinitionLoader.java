package io.drover.definition;

import io.drover.definition.dynamicweb.Conversion;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads the definition files of a {@code Files/Integration} folder. */
public final class DefinitionLoader {
    private DefinitionLoader() {}

    /** Reads all files anew; nothing but the files is looked at. */
    public static Definitions load(Path root, Definitions previous) {
        return load(root, previous, DefinitionCheck.NONE);
    }

    /**
     * Reads all files anew. A file that is bad now keeps the definition that {@code previous} had from it, and its problems
     * are reported; a file that is gone takes its definition with it. Where two files give one name, the one that had it
     * keeps it, else the first by file name has it, those of a folder before those of the folders in it. Tasks and recurring jobs may refer to the jobs and config files that the result holds, kept ones included. A folder that cannot
     * be listed keeps all it had; one that does not exist is empty.
     *
     * @param root the folder that holds Jobs, ScheduledTasks, Config and RecurringJobs; the files' paths start with it
     * @param previous what was loaded from the same folder before, or {@link Definitions#NONE}
     * @param check what else must be right for a file to be good
     */
    public static Definitions load(Path root, Definitions previous, DefinitionCheck check) {
        List<Problem> problems = new ArrayList<>();
        Installation files = Installation.ofDefinitions(root);
        var configs = new DefinitionFolder<>(
                        files, FileKind.CONFIG, Kind.CONFIG, (bean, file, found) -> config(bean, found))
                .load(previous.configs(), problems);
        var jobs = new DefinitionFolder<>(files, FileKind.JOB, Kind.JOB, (bean, file, found) -> {
                    JobDefinition job = job(bean, found);
                    if (found.isEmpty()) {
                        check.problem(job).ifPresent(wrong -> found.add(((JobXml) bean).databaseLine(), wrong));
                        checkEndpoint(((JobXml) bean).source.endpoint, true, check, found);
                        checkEndpoint(((JobXml) bean).destination.endpoint, false, check, found);
                    }
                    return job;
                })
                .load(previous.jobs(), problems);
        var tasks = new DefinitionFolder<>(files, FileKind.TASK, Kind.TASK, (bean, file, found) -> {
                    TaskXml xml = (TaskXml) bean;
                    TaskDefinition task =
                            TaskConverter.resolve(xml, task(xml, found), file.group(), jobs, configs, found);
                    if (found.isEmpty()) {
                        check.problem(task).ifPresent(wrong -> found.add(xml.addIn.line, wrong));
                    }
                    return task;
                })
                .load(previous.tasks(), problems);
        return new Definitions(jobs, tasks, configs, recurringJobs(files, previous, jobs, problems), problems);
    }

    private static SortedMap<String, RecurringJobDefinition> recurringJobs(
            Installation files, Definitions previous, SortedMap<String, JobDefinition> jobs, List<Problem> problems) {
        RecurringJobCheck check = new RecurringJobCheck(jobs);
        SortedMap<String, RecurringJobDefinition> recurringJobs = new DefinitionFolder<>(
                        files, FileKind.RECURRING_JOB, Kind.RECURRING_JOB, (bean, file, found) -> {
                            RecurringJobXml xml = (RecurringJobXml) bean;
                            RecurringJobDefinition recurring = RecurringJobConverter.convert(xml, jobs, found);
                            check.check(xml, recurring, found);
                            return recurring;
                        })
                .load(previous.recurringJobs(), problems);
        recurringJobs.values().removeIf(recurring -> !check.isStillOwner(recurring));
        return recurringJobs;
    }

    private static void checkEndpoint(
            JobXml.Endpoint endpoint, boolean fetching, DefinitionCheck check, Problems found) {
        if (endpoint != null) {
            check.endpointProblem(endpoint.uri, fetching).ifPresent(wrong -> found.add(endpoint.line, wrong));
        }
    }

    /**
     * Checks one file of any kind, told by its root element, on its own: whether the jobs and the config file that a task
     * names exist is not checked.
     *
     * @return what is wrong, by line; empty when the file is good
     */
    public static List<Problem> validate(Path file) {
        Problems problems = new Problems(file);
        try {
            DefinitionReader.read(problems).ifPresent(document -> {
                switch (document.kind()) {
                    case JOB -> job(document.bean(), problems);
                    case TASK -> task(document.bean(), problems);
                    case CONFIG -> config(document.bean(), problems);
                    case RECURRING_JOB ->
                        RecurringJobConverter.convert((RecurringJobXml) document.bean(), Map.of(), problems);
                }
            });
        } catch (NoSuchFileException e) {
            problems.add(0, "there is no such file");
        }
        return problems.byLine();
    }

    /**
     * Checks the file of a new recurring job that is about to be put beside these definitions.
     *
     * @return what is wrong, by line; empty when it is good
     */
    public static List<Problem> validateNew(Path recurringJob, Definitions others) throws IOException {
        Problems problems = new Problems(recurringJob);
        DefinitionReader.read(problems)
                .ifPresent(document -> RecurringJobCheck.checkNew((RecurringJobXml) document.bean(), others, problems));
        return problems.byLine();
    }

    /**
     * Puts a job file of Dynamicweb into Drover's own form.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read; the message is for the user
     */
    public static Conversion convert(Path file) throws IOException {
        return DefinitionReader.convert(file);
    }

    /**
     * Puts a scheduled task that Dynamicweb saved to XML into Drover's own form.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read; the message is for the user
     */
    public static Conversion convertTask(Path file) throws IOException {
        return DefinitionReader.convertTask(file);
    }

    /** The job that a file holds; empty when it is none, or a bad one. */
    public static Optional<JobDefinition> ifJob(Path file) {
        Problems problems = new Problems(file);
        try {
            return job(problems).filter(job -> problems.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<JobDefinition> job(Problems problems) throws NoSuchFileException {
        return DefinitionReader.read(problems)
                .filter(document -> document.kind() == Kind.JOB)
                .map(document -> job(document.bean(), problems));
    }

    /**
     * Reads the file of a job on its own.
     *
     * @throws IllegalArgumentException when it is none; the message says what is wrong with it
     */
    public static JobDefinition job(Path file) throws NoSuchFileException {
        Problems problems = new Problems(file);
        JobDefinition job = job(problems).orElse(null);
        if (job == null || !problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.byLine().stream().map(Problem::message).findFirst().orElse(file + " is not a job"));
        }
        return job;
    }

    private static JobDefinition job(XmlBean bean, Problems problems) {
        return JobConverter.convert((JobXml) bean, problems);
    }

    private static TaskDefinition task(XmlBean bean, Problems problems) {
        return TaskConverter.convert((TaskXml) bean, problems);
    }

    private static ConfigDefinition config(XmlBean bean, Problems problems) {
        return new ConfigDefinition(ParameterReader.read(((ConfigXml) bean).parameters, problems), problems.file());
    }
}
