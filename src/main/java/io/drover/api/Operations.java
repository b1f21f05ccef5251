package io.drover.api;

import io.drover.job.ErrorsCsv;
import io.drover.job.dry.DryRun;
import io.drover.security.Access;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.task.TaskRun;
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

    /** The newest executions; before: null, or the id that a list ended with. */
    @Operation(
            value = "GET /api/executions",
            id = "executions",
            access = Access.READ,
            summary = "The newest executions",
            answer = "Newest first.",
            refusals = 400)
    List<Execution> executions(
            @Query("Only those of this job.") String job,
            @Query("Only those with a smaller id, for reading on.") Long before,
            @Query(otherwise = "50", min = 1, max = 1_000) int limit);

    /** One execution by its number; or, of a message that has led to it, by the message id or the execution id that clients know. */
    @Operation(
            value = "GET /api/executions/{id}",
            id = "execution",
            access = Access.READ,
            summary = "One execution",
            answer = "The execution.",
            refusals = {400, 404})
    Execution execution(@Query("Number of the execution; or id of the message that has led to it.") String id);

    /** The execution of this number. */
    default Execution execution(long id) {
        return execution(String.valueOf(id));
    }

    /** The errors of an execution, named as for {@link #execution}. */
    @Operation(
            value = "GET /api/executions/{id}/errors",
            id = "executionErrors",
            access = Access.READ,
            summary = "The records that an execution did not load",
            description = "In the order of the delivery; at most 1,000 are kept. With `Accept text/csv` as CSV.",
            answer = "The errors.",
            refusals = {400, 404})
    List<ExecutionError> errors(@Query("Number of the execution; or id of the message that has led to it.") String id);

    /** As {@link #errors(String)}, of the execution of this number. */
    default List<ExecutionError> errors(long id) {
        return errors(String.valueOf(id));
    }

    /** The errors as a table, for a spreadsheet. */
    @Operation(
            value = "GET /api/executions/{id}/errors",
            id = "executionErrors",
            access = Access.READ,
            summary = "The same as CSV",
            answer = "The errors.",
            type = "text/csv; charset=utf-8")
    default String errorsAsCsv(String id) {
        return ErrorsCsv.of(errors(id));
    }

    /** The scheduled tasks: by folder, and in it in their order. */
    @Operation(
            value = "GET /api/tasks",
            id = "tasks",
            access = Access.READ,
            summary = "The scheduled tasks",
            answer = "Each with its latest run.")
    List<TaskView> tasks();

    @Operation(
            value = "GET /api/jobs",
            id = "jobs",
            access = Access.READ,
            summary = "The jobs",
            answer = "Each with its latest execution.")
    List<JobView> jobs();

    /** Runs a task now and waits for it and its jobs. */
    @Operation(
            value = "POST /api/tasks/{name}/run",
            id = "runTask",
            access = Access.OPERATE,
            summary = "Runs a task now",
            description =
                    """
                    Whatever its schedule says and whether it is enabled; waits for it and its jobs. A run that fails is answered with 200
                    too: look at `outcome`.
                    """,
            answer = "The run and the executions that came of it.",
            refusals = {404, 409})
    TaskResult runTask(String name);

    /**
     * Runs a job now and waits for it.
     *
     * @param file what to load; null: what waits in the job's inbox
     */
    @Operation(
            value = "POST /api/jobs/{name}/run",
            id = "runJob",
            access = Access.OPERATE,
            summary = "Runs a job now",
            description =
                    """
                    On the body, or without one on what waits in the job's inbox; waits for it. An execution that fails is answered with 200
                    too: look at `status`. With `dryRun` everything but the commit is done, and the answer is a `DryRun`.
                    """,
            answer = "One execution for each file; of a dry run what would come of it.",
            refusals = {400, 404, 413, 415})
    List<Execution> runJob(
            String name,
            @Body("The file, in any Content-Type but a form's.") Path file,
            @Query(
                            value = "What the file is called in the history; `request.xml` when left out.",
                            name = "file",
                            otherwise = "request.xml")
                    String fileName)
            throws IOException;

    /**
     * Runs a job on a file up to the commit, and undoes it.
     *
     * @param file what to read; null when the job's source is no file
     */
    @Operation(
            value = "POST /api/jobs/{name}/run?dryRun=true",
            id = "runJob",
            access = Access.OPERATE,
            summary = "Tries a run of a job and undoes it",
            answer = "What would come of it.")
    DryRun dryRun(
            String name,
            @Body Path file,
            @Query(name = "file", otherwise = "request.xml") String fileName,
            @Query("For a dry run, the most records to read.") Long limit)
            throws IOException;

    /** Cancels a run named as for {@link #execution}; it is still running then only when what it does cannot be broken off. */
    @Operation(
            value = "POST /api/executions/{id}/cancel",
            id = "cancelExecution",
            access = Access.OPERATE,
            summary = "Cancels a running execution",
            description =
                    """
                    On whichever server it runs; waits up to half a minute for its end. Nothing of it is loaded; its file goes to `Failed`.
                    """,
            answer = "As it stands then.",
            refusals = {400, 404, 409})
    Execution cancel(@Query("Number of the execution; or id of the message that has led to it.") String id)
            throws InterruptedException;

    /** As {@link #cancel(String)}, of the execution of this number. */
    default Execution cancel(long id) throws InterruptedException {
        return cancel(String.valueOf(id));
    }

    /** Drafts a job that loads such files: its definition, with comments on what a person should look at. */
    @Operation(
            value = "POST /api/jobs/draft",
            id = "draftJob",
            access = Access.OPERATE,
            summary = "Drafts a job that loads files such as the body",
            answer = "The job's definition.",
            type = "application/xml; charset=utf-8",
            refusals = {400, 413, 415})
    String draft(
            @Body(value = "The file, in any Content-Type but a form's.", required = true) Path file,
            @Query(
                            value = "Name of the file; its ending tells the format.",
                            name = "file",
                            missing = "the name of the file, whose ending says its format")
                    String fileName,
            @Query(
                            """
                            `TABLE` of Drover's own database, `DATASOURCE/TABLE`, or `DATASOURCE` for the tables that have the names of the file's.
                            """)
                    String to,
            @Query("Name of the job; after the file when left out.") String name,
            @Query(
                            """
                            Whether the first row of a CSV file is no header and holds values: its columns then go to those of the table in turn.
                            """)
                    boolean noHeader)
            throws IOException;

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
