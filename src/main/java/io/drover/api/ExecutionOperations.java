package io.drover.api;

import io.drover.job.ErrorsCsv;
import io.drover.security.Access;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import java.util.List;

/** The runs of jobs, on whichever server. Refusals are those of {@link Operation}. */
public interface ExecutionOperations {

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
}
