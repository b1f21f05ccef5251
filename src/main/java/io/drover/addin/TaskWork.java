package io.drover.addin;

import io.drover.connection.RunCookies;
import io.drover.store.task.TaskRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a run of a task has come to, carried by its exchange: an add-in says here how far it has read and what there is to
 * report. Used by one thread at a time.
 *
 * <pre>{@code
 * TaskWork work = TaskWork.of(exchange);
 * work.checkpoint("modified", last.toString());
 * work.report("3 pages");
 * }</pre>
 */
public final class TaskWork {
    private static final String PROPERTY = "DroverTaskWork";

    private final TaskRun run;
    private final List<String> jobs;
    private final Map<String, String> checkpoints = new LinkedHashMap<>();
    private final List<String> report = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** @param jobs names of the jobs that the task's files go to */
    public TaskWork(TaskRun run, List<String> jobs) {
        this.run = run;
        this.jobs = List.copyOf(jobs);
    }

    /** Lets an exchange carry it, and the cookies of the run. */
    public void put(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        RunCookies.begin(exchange);
    }

    /**
     * That of the task which an exchange belongs to.
     *
     * @throws IllegalStateException when it belongs to none
     */
    public static TaskWork of(Exchange exchange) {
        return find(exchange).orElseThrow(() -> new IllegalStateException("only a scheduled task can do this"));
    }

    /** That of the task which an exchange belongs to, if it belongs to one. */
    public static Optional<TaskWork> find(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, TaskWork.class));
    }

    public TaskRun run() {
        return run;
    }

    /** Names of the jobs that the task's files go to. */
    public List<String> jobs() {
        return jobs;
    }

    /** Notes how far the task has read; entered with the end of the run, when all its jobs have loaded. */
    public void checkpoint(String name, String value) {
        checkpoints.put(name, value);
    }

    /** Adds a sentence to what the run ends with. */
    public void report(String sentence) {
        report.add(sentence);
    }

    /** Adds a reason for which the run fails when its jobs are done: for what does not keep the rest from being loaded. */
    public void fail(String reason) {
        failures.add(reason);
    }

    /** The reasons for which the run fails, in order. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    public Map<String, String> checkpoints() {
        return Map.copyOf(checkpoints);
    }

    /** What the run ends with, or null when there is nothing to say. */
    public String report() {
        return report.isEmpty() ? null : String.join("; ", report);
    }
}
