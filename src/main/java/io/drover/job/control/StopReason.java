package io.drover.job.control;

import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Execution.Status;
import java.time.Duration;

/**
 * Why a run is ended from outside, and what becomes of it.
 *
 * @param message for the history
 * @param state of the delivery afterwards
 * @param status of the execution
 */
public record StopReason(String message, State state, Status status) {
    static final StopReason SERVER = new StopReason(
            "interrupted: the server stopped during the run; nothing was loaded, the file waits for the next start",
            State.Waiting,
            Status.Failed);

    /** The delivery goes to Failed and not back: else it would start again by itself. */
    public static final StopReason CANCELLED =
            new StopReason("cancelled by a person; nothing was loaded", State.Failed, Status.Cancelled);

    /** The history says already what became of it: nothing of this is entered. */
    public static final StopReason TAKEN_OVER =
            new StopReason("taken over by another server; nothing was loaded here", State.Waiting, Status.Failed);

    static StopReason tooLong(Duration limit) {
        return new StopReason(
                "stopped after " + inWords(limit) + ", the job's timeLimit; nothing was loaded. Raise timeLimit if"
                        + " a run may take longer",
                State.Failed,
                Status.Failed);
    }

    private static String inWords(Duration time) {
        long seconds = time.toSeconds();
        if (seconds % 3600 == 0) {
            return counted(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
