package io.drover.api;

import io.drover.job.dry.DryRun;
import io.drover.security.Access;
import io.drover.store.ledger.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The jobs: run, tried, drafted. Refusals are those of {@link Operation}. */
public interface JobOperations {

    @Operation(
            value = "GET /api/jobs",
            id = "jobs",
            access = Access.READ,
            summary = "The jobs",
            answer = "Each with its latest execution.")
    List<JobView> jobs();

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
                    With `validateOnly` the records are read, checked and mapped, and the destination is not touched.
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
     * Runs a job so that it reads, checks and maps all records and writes errors and rejects, and nothing else.
     *
     * @param file what to read; null when the job's source is no file
     */
    @Operation(
            value = "POST /api/jobs/{name}/run?validateOnly=true",
            id = "runJob",
            access = Access.OPERATE,
            summary = "Only validates: reads, checks and maps all records and does not touch the destination",
            answer = "The execution, with its errors.")
    List<Execution> validate(
            String name, @Body Path file, @Query(name = "file", otherwise = "request.xml") String fileName)
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
     * A job.
     *
     * @param waiting number of files in its inbox
     * @param lastExecution null when it never ran
     */
    record JobView(String name, String description, String dataSource, int waiting, Execution lastExecution) {}
}
