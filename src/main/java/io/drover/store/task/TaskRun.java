package io.drover.store.task;

import io.drover.store.Leases;
import io.drover.store.Leases.Claim;
import io.drover.store.Leases.ClaimedWork;
import java.time.Instant;

/**
 * One run of a scheduled task, or a due instant at which it did not run.
 *
 * @param scheduled the due instant, or null when a person or the start of the server asked for the run
 * @param ended null while it runs
 * @param message what went wrong or is worth knowing, or null
 */
public record TaskRun(
        long id, String task, Instant scheduled, Outcome outcome, Instant started, Instant ended, String message)
        implements ClaimedWork {

    @Override
    public Claim claim() {
        return claim(id);
    }

    static Claim claim(long id) {
        return new Claim(Leases.Table.TASK_RUN, id, 0);
    }

    /** How it ended. */
    public enum Outcome {
        Running,
        Completed,
        Failed,
        /** The server stopped during the run. */
        Interrupted,
        /** Did not run: the run before had not ended, or the task before it in its folder had not succeeded. */
        Skipped,
        /** Did not run: the server was down. */
        Missed
    }
}
