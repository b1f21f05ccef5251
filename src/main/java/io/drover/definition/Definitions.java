package io.drover.definition;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The definitions as they stood when the folders were read: immutable, and usable as a whole. */
public final class Definitions {
    /** No definitions: what a server had before it first loaded any. */
    public static final Definitions NONE = new Definitions(Map.of(), Map.of(), Map.of(), Map.of(), List.of());

    private final SortedMap<String, JobDefinition> jobs;
    private final SortedMap<String, TaskDefinition> tasks;
    private final SortedMap<String, ConfigDefinition> configs;
    private final SortedMap<String, RecurringJobDefinition> recurringJobs;
    private final List<Problem> problems;

    Definitions(
            Map<String, JobDefinition> jobs,
            Map<String, TaskDefinition> tasks,
            Map<String, ConfigDefinition> configs,
            Map<String, RecurringJobDefinition> recurringJobs,
            List<Problem> problems) {
        this.jobs = Collections.unmodifiableSortedMap(Definition.byName(jobs));
        this.tasks = Collections.unmodifiableSortedMap(Definition.byName(tasks));
        this.configs = Collections.unmodifiableSortedMap(Definition.byName(configs));
        this.recurringJobs = Collections.unmodifiableSortedMap(Definition.byName(recurringJobs));
        this.problems = List.copyOf(problems);
    }

    /** The same with these jobs and tasks only: those that could be taken into use. */
    public Definitions with(Map<String, JobDefinition> theseJobs, Map<String, TaskDefinition> theseTasks) {
        return new Definitions(theseJobs, theseTasks, configs, recurringJobs, problems);
    }

    /** The jobs by name; a name is found whatever its case. */
    public SortedMap<String, JobDefinition> jobs() {
        return jobs;
    }

    /**
     * The scheduled tasks by name; a name is found whatever its case. A task that was kept because its file is now bad
     * may name a job that is gone.
     */
    public SortedMap<String, TaskDefinition> tasks() {
        return tasks;
    }

    /** The recurring jobs by name; a name is found whatever its case. */
    public SortedMap<String, RecurringJobDefinition> recurringJobs() {
        return recurringJobs;
    }

    SortedMap<String, ConfigDefinition> configs() {
        return configs;
    }

    /** What is wrong in the files, by kind, file and line; the definitions of these files are missing or older ones. */
    public List<Problem> problems() {
        return problems;
    }
}
