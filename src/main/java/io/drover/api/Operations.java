package io.drover.api;

import io.drover.job.dry.DryRun;
import io.drover.store.Execution;
import io.drover.store.ExecutionError;
import io.drover.store.TaskRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a person can ask of Drover: the same over HTTP, on the command line beside a running server, and on the command line
 * without one.
 *
 * <p>A name that nothing has is an {@link io.drover.definition.UnknownNameException}; anything else that cannot be done is an
 * {@link OperationException}. Their messages are for the user.
 */
public interface Operations {

    /**
     * The newest executions.
     *
     * @param job only this job's, or null
     * @param before only those with a smaller id, or null
     */
    List<Execution> executions(String job, Long before, int limit);

    /**
     * One execution.
     *
     * @param id its number; or, of a message that has led to it, the message id or the execution id that clients know
     */
    Execution execution(String id);

    /** The execution of this number. */
    default Execution execution(long id) {
        return execution(String.valueOf(id));
    }

    /**
     * The errors of an execution, in the order of its delivery.
     *
     * @param id as for {@link #execution}
     */
    List<ExecutionError> errors(String id);

    /** As {@link #errors(String)}, of the execution of this number. */
    default List<ExecutionError> errors(long id) {
        return errors(String.valueOf(id));
    }

    /** The scheduled tasks: by folder, and in it in their order. */
    List<TaskView> tasks();

    List<JobView> jobs();

    /** Runs a task now and waits for it and its jobs. */
    TaskResult runTask(String name);

    /**
     * Runs a job now and waits for it.
     *
     * @param file what to load; null: what waits in the job's inbox
     * @param fileName what it is called in the history
     */
    List<Execution> runJob(String name, Path file, String fileName) throws IOException;

    /**
     * Cancels a run, wherever it runs, and waits up to half a minute for its end. Nothing of it is loaded; its file goes to
     * Failed.
     *
     * @param id as for {@link #execution}
     * @return as it stands then: still running only when what it does at the moment cannot be broken off
     */
    Execution cancel(String id) throws InterruptedException;

    /** As {@link #cancel(String)}, of the execution of this number. */
    default Execution cancel(long id) throws InterruptedException {
        return cancel(String.valueOf(id));
    }

    /**
     * Runs a job on a file up to the commit, and undoes it.
     *
     * @param file what to read; null when the job's source is no file
     * @param fileName what it is called
     * @param limit the most records to read, or null
     */
    DryRun dryRun(String name, Path file, String fileName, Long limit) throws IOException;

    /**
     * Drafts a job that loads such files.
     *
     * @param file what to look at
     * @param fileName what it is called; its ending tells the format
     * @param to {@code TABLE} of Drover's own database, {@code DATASOURCE/TABLE}, or {@code DATASOURCE} for the tables of the
     *     file's names
     * @param name the name of the job; null: after the file
     * @return its definition, with comments on what a person should look at
     */
    String draft(Path file, String fileName, String to, String name) throws IOException;

    /**
     * A scheduled task.
     *
     * @param folder the folder below ScheduledTasks that its file lies in; empty for none
     * @param order its place among the tasks of its folder
     * @param schedule in words
     * @param ifPreviousSucceeded whether a scheduled run needs the success of the task before it
     * @param next when it is due next, or null
     * @param lastRun null when it never ran
     */
    record TaskView(
            String name,
            String description,
            boolean enabled,
            String folder,
            int order,
            String schedule,
            boolean ifPreviousSucceeded,
            Instant next,
            String addIn,
            List<String> jobs,
            TaskRun lastRun) {}

    /**
     * A job.
     *
     * @param waiting number of files in its inbox
     * @param lastExecution null when it never ran
     */
    record JobView(String name, String description, String dataSource, int waiting, Execution lastExecution) {}

    /** A run of a task and what its jobs made of it. */
    record TaskResult(TaskRun run, List<Execution> executions) {}
}
